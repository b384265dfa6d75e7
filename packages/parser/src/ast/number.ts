/**
 * The values of number literals (specification A.2): integers up to 2^63 − 1, floats as C's `strtod` reads them, where
 * a result that overflows or is subnormal is an error.
 */

/** The largest integer a literal can write. */
export const maxInteger = 9_223_372_036_854_775_807n;

/** The smallest positive float that keeps full precision; anything nearer to zero is an error in a literal. */
const smallestNormal = 2.2250738585072014e-308;

/** Digits of a number that always fits. */
const safeDigits = 18;

/** Returns the value of the digits, or null where it is out of range. */
export function integerValue(digits: string): bigint | null {
  const value = BigInt(digits);
  return value <= maxInteger ? value : null;
}

/** Tells whether an integer literal of this many digits has to be looked at to know that it is in range. */
export function mayOverflow(digitCount: number): boolean {
  return digitCount > safeDigits;
}

/** What a float literal stands for, or why it stands for nothing. */
export type FloatReading = { readonly value: number } | { readonly problem: "overflow" | "underflow" };

/** Returns the value of a float literal, or why it has none. */
export function floatValue(text: string): FloatReading {
  const value = Number(text);
  if (!Number.isFinite(value)) return { problem: "overflow" };
  if (value >= smallestNormal) return { value };
  const [mantissa = ""] = text.split(/[eE]/);
  return /[1-9]/.test(mantissa) ? { problem: "underflow" } : { value: 0 };
}
