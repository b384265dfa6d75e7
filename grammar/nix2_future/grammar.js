import { defineGrammar } from "../common/define-grammar.js";

export default defineGrammar("nix2_future");
