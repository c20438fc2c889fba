import { Prisma } from './generated/client';

const UNIQUE_VIOLATION = 'P2002';

/** Whether the database refused a row because another one has its key. */
export const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError &&
  error.code === UNIQUE_VIOLATION;
