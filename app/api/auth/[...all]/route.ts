import { handleAuth } from '@/lib/server/handle-auth';

export const GET = handleAuth;
export const POST = handleAuth;
