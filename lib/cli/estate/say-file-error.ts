const CAUSES: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOSPC: 'no space is left',
  EROFS: 'the disk takes no writing',
  ERR_STRING_TOO_LONG: 'it is too large',
};

/** Why a file cannot be read or written, in words. */
export function sayFileError(error: unknown, verb: 'read' | 'written'): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  if (code === 'ENOENT') {
    return verb === 'read' ? 'there is no such file' : 'there is no such folder';
  }
  return `cannot be ${verb}: ${CAUSES[code] ?? code}`;
}
