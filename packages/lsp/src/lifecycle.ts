/**
 * Registers handlers so that none of them can end the server: requests before `initialize` and after `shutdown` are
 * refused, exceptions become errors of the request, answers for a version that is gone are not given.
 */
import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";

/** Where the server is in its life. */
export type Phase = "new" | "ready" | "stopped";

/** A request handler; parameters are whatever a client sent, the signal is given when the client wants no answer any more. */
export type RequestHandler = (params: unknown, signal: AbortSignal) => unknown;

/** Takes handlers for a connection. */
export class Lifecycle {
  phase: Phase = "new";
  private readonly connection: Connection;
  private readonly log: (message: string) => void;

  constructor(connection: Connection, log: (message: string) => void) {
    this.connection = connection;
    this.log = log;
  }

  onRequest(method: string, handler: RequestHandler): void {
    // Where a client sends no parameters, the token is all that comes; where it sends a list, they come one by one.
    this.connection.onRequest(method, async (...given: readonly unknown[]) => {
      const token = given.at(-1) as CancellationToken;
      const params = given.length > 1 ? given[0] : undefined;
      const refusal = this.refuse() ?? cancelled(token);
      if (refusal !== null) return refusal;
      try {
        const result = await handler(params, signalOf(token));
        return cancelled(token) ?? result;
      } catch (error) {
        return cancelled(token) ?? this.toResponse(method, error);
      }
    });
  }

  onNotification(method: string, handler: (params: unknown) => unknown): void {
    this.connection.onNotification(method, async (params: unknown) => {
      if (this.phase !== "ready") return;
      try {
        await handler(params);
      } catch (error) {
        this.log(`${method} failed: ${describe(error)}`);
      }
    });
  }

  private refuse(): ResponseError | null {
    if (this.phase === "new")
      return new ResponseError(ErrorCodes.ServerNotInitialized, "the server is not initialized");
    if (this.phase === "stopped") return new ResponseError(ErrorCodes.InvalidRequest, "the server is shut down");
    return null;
  }

  private toResponse(method: string, error: unknown): ResponseError {
    if (error instanceof ResponseError) return error;
    this.log(`${method} failed: ${describe(error)}`);
    const message = error instanceof Error ? error.message : String(error);
    return new ResponseError(ErrorCodes.InternalError, message.split("\n")[0] ?? "");
  }
}

function cancelled(token: CancellationToken): ResponseError | null {
  return token.isCancellationRequested ? new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled") : null;
}

function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Returns the error for parameters that are not what the protocol says. */
export function invalidParams(message: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}

/** Returns the error of a request about a version of a file that is no more. */
export function contentModified(): ResponseError {
  return new ResponseError(LSPErrorCodes.ContentModified, "the file has changed");
}

/** Returns the error of a request that cannot be done, for reasons that its user should read. */
export function requestFailed(message: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
