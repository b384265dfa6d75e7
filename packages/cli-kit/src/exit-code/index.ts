/** How every command line of the suite ends. */
export { ExitCode, worstExitCode } from "./exit-code.ts";
