import { expect, it } from 'vitest';
import { answerOf, typedAnswerOf } from './answer-of';

const UNREAD = 'The answer could not be read.';

it('is the body of an answer', async () => {
  expect(await answerOf(Response.json({ id: 'a' }))).toEqual({ id: 'a' });
});

it('is the sentence of a refusal, to be thrown', async () => {
  const refused = Response.json({ detail: 'You may not.', status: 403 }, { status: 403 });
  await expect(answerOf(refused)).rejects.toThrow(/^You may not\.$/);
});

it('is the status where somebody on the way answered', async () => {
  const broken = new Response('<h1>Bad gateway</h1>', { status: 502 });
  await expect(answerOf(broken)).rejects.toThrow('The console answered HTTP 502.');
});

it('takes no answer of somebody on the way for one of ours', async () => {
  const page = new Response('<h1>Welcome to the hotel</h1>');
  await expect(typedAnswerOf(page, 'list')).rejects.toThrow(UNREAD);
  const login = () => Response.json({ status: 'login' });
  await expect(typedAnswerOf<{ bridge: 1 }>(login(), 'bridge')).rejects.toThrow(UNREAD);
  await expect(typedAnswerOf<string[]>(login(), 'list')).rejects.toThrow(UNREAD);
});

it('takes what has the key of an answer, and a list', async () => {
  const answer = { bridge: 1 };
  expect(await typedAnswerOf<typeof answer>(Response.json(answer), 'bridge')).toEqual(
    answer,
  );
  expect(await typedAnswerOf<string[]>(Response.json([]), 'list')).toEqual([]);
});
