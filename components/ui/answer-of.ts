import * as z from 'zod';

/** Body of a refusal (RFC 9457); `detail` is the sentence for the person. */
const Problem = z.object({ detail: z.string() });

/** What the API answers, still to be parsed. A refusal is thrown as its sentence. */
export async function answerOf(response: Response): Promise<unknown> {
  if (response.ok) return response.json().catch(() => null);
  const said = await refusalOf(response);
  throw new Error(said ?? `The console answered HTTP ${response.status}.`);
}

/** The sentence of a refusal; null when it is not one of ours. */
export async function refusalOf(response: Response): Promise<string | null> {
  const problem = Problem.safeParse(await response.json().catch(() => null));
  return problem.success ? problem.data.detail : null;
}
