/**
 * Calls that must stay on one line: between commas, an argument on a line of its own looks like an element with a comma
 * forgotten, and is an error (specification C.18). Arguments may still break inside their brackets.
 */
import { hasLinesOfItsOwn, Kind } from "@lix-tools/parser";
import { isAnnotation, isDirective, type Trivia } from "../trivia/trivium.ts";
import { callOf } from "./shape.ts";
import { firstToken, kindAt, lastToken, nextOf, type View } from "./view.ts";

/**
 * Marks the calls of an element between commas that its own brackets do not hold, and moves the comments between their
 * arguments, which might end a line, in front of the element.
 */
export function keepCallsOnLine(view: View, element: number): void {
  const end = nextOf(view, element);
  const comments: Trivia[] = [];
  let node = element;
  while (node < end) {
    const kind = kindAt(view, node);
    if (kind === Kind.ApplyExpression && !view.lineCalls.has(node)) comments.push(...takeCommentsOf(view, node));
    node = hasLinesOfItsOwn(kind) ? nextOf(view, node) : node + 1;
  }
  if (comments.length === 0) return;
  const first = firstToken(view, element);
  view.setTrivia(first, [...view.triviaOf(first), ...comments.flat()]);
}

/** Marks a call with the calls it applies, and takes the comments between its head and its arguments away. */
function takeCommentsOf(view: View, node: number): Trivia[] {
  for (let call = node; kindAt(view, call) === Kind.ApplyExpression; call++) view.lineCalls.add(call);
  const { head, args } = callOf(view, node);
  let before = head;
  return args.map((argument) => {
    const comments = takeBetween(view, lastToken(view, before), firstToken(view, argument));
    before = argument;
    return comments;
  });
}

function takeBetween(view: View, before: number, after: number): Trivia {
  const trailing = view.trailingOf(before);
  const leading = view.triviaOf(after);
  const staysOnLine = leading.some(isDirective) || (leading.length === 1 && leading.every(isAnnotation));
  view.setTrailing(before, null);
  if (!staysOnLine) view.setTrivia(after, []);
  const ahead: Trivia = trailing === null ? [] : [{ kind: "line-comment", text: trailing }];
  return staysOnLine ? ahead : [...ahead, ...leading];
}
