/** The first script of the page: starts the worker while everything else is still on its way. */
import { startEarly } from "./early-worker.ts";

startEarly();
