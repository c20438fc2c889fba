import { keptIn } from './kept-in';

/** A function that asks for each answer once, and again where asking has failed. */
export function keptUnlessFailed<Key, Value>(
  ask: (key: Key) => Promise<Value>,
): (key: Key) => Promise<Value> {
  const answers = new Map<Key, { value: Promise<Value> }>();
  return keptIn(answers, (key) => {
    const answer = ask(key);
    answer.catch(() => answers.delete(key));
    return answer;
  });
}
