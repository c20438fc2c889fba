/** What the API answers, still to be parsed. A refusal is thrown as its sentence. */
export async function answerOf(response: Response): Promise<unknown> {
  if (response.ok) return response.json().catch(() => null);
  const said = await refusalOf(response);
  throw new Error(said ?? `The console answered HTTP ${response.status}.`);
}

/**
 * The same, as what our own route says in its types: checking them once more would take more code
 * than most pages have. What is none of ours, but of somebody on the way, is thrown.
 *
 * @param has a key that tells it from anybody else's answer
 */
export async function typedAnswerOf<T extends object>(
  response: Response,
  has: (keyof T & string) | 'list',
): Promise<T> {
  const answer = await answerOf(response);
  const isOurs =
    has === 'list'
      ? Array.isArray(answer)
      : typeof answer === 'object' && answer !== null && has in answer;
  if (isOurs) return answer as T; // written from this type
  throw new Error('The answer could not be read.');
}

/** The sentence of a refusal (RFC 9457, `detail`); null when it is not one of ours. */
export async function refusalOf(response: Response): Promise<string | null> {
  const problem: unknown = await response.json().catch(() => null);
  const isProblem =
    typeof problem === 'object' && problem !== null && 'detail' in problem;
  return isProblem && typeof problem.detail === 'string' ? problem.detail : null;
}
