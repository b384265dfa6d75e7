/**
 * What follows from a configuration and is the same for all files under it: many files share few settings, so it is
 * computed once for each.
 */

/** Returns a function that computes its value once per key, which is known by its identity. */
export function memoize<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}
