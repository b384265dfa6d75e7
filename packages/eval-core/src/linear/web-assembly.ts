/**
 * WebAssembly as far as the linear machine uses it. Every engine has it, but only the types of pages say so, and those
 * would bring the globals of pages along.
 */

/** The types of its objects. */
export declare namespace WebAssembly {
  /** Compiled code; threads may share it. */
  interface Module {
    readonly [Symbol.toStringTag]: "WebAssembly.Module";
  }

  interface Memory {
    /** Replaced when the memory grows. */
    readonly buffer: ArrayBufferLike;
  }

  interface MemoryDescriptor {
    /** In pages of 64 KiB, as is `maximum`. */
    readonly initial: number;
    readonly maximum: number;
    readonly shared: boolean;
  }

  interface Instance {
    readonly exports: Readonly<Record<string, unknown>>;
  }

  type Imports = Readonly<Record<string, ModuleImports>>;

  type ModuleImports = Readonly<Record<string, Memory | ((...values: never[]) => number | void)>>;
}

interface WebAssemblyObjects {
  readonly Module: new (bytes: Uint8Array) => WebAssembly.Module;
  readonly Memory: new (descriptor: WebAssembly.MemoryDescriptor) => WebAssembly.Memory;
  readonly Instance: new (module: WebAssembly.Module, imports: WebAssembly.Imports) => WebAssembly.Instance;
}

/** The engine's own constructors. */
// The types of the globals that everybody has know nothing of it.
export const WebAssembly: WebAssemblyObjects = (globalThis as unknown as { readonly WebAssembly: WebAssemblyObjects })
  .WebAssembly;
