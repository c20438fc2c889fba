import 'server-only';
import { answerAuth } from './answer-auth';
import { services } from './services';

export const handleAuth = async (request: Request): Promise<Response> =>
  answerAuth(await services(), request);
