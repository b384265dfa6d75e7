/** The language server as a library: give it a connection and what it may know of the world. */
export { startServer } from "./server.ts";
export type { ServerParts, Session } from "./server.ts";
export type { Document } from "./document.ts";
export { Documents } from "./documents.ts";
export type { DocumentSources } from "./documents.ts";
export type { Jobs, JobPool } from "./jobs.ts";
export type { ConfigReport, Project } from "./project.ts";
export type { FoundPath, World } from "./world.ts";
