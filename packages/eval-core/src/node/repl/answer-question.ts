/** One step of a session: a question in, messages out, the last of which is the answer. */
import type { Message, SessionQuestion } from "../request.ts";
import type { ReplSession } from "./repl-session.ts";

/** Says what comes of a question. */
export function answerQuestion(session: ReplSession, question: SessionQuestion, say: (message: Message) => void): void {
  if (question.kind === "line") say({ kind: "answer", answer: session.answer(question.text, question) });
  else say({ kind: "completions", words: session.completions(question.text) });
}
