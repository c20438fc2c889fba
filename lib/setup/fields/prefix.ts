import { cleanTyped } from '@/lib/core/clean-typed';
import { type Field, right, wrong } from './field';

const KEY_MAX_BYTES = 1024;

/**
 * Part of a bucket as the pattern that the policy gets; null means all of it. `logs`, `logs/`
 * and `/logs/*` all mean `logs/*`.
 */
export function resolvePrefix(typed: string): Field<string | null> {
  const text = cleanTyped(typed).replace(/^\/+/, '');
  if (text === '' || text === '*') return right(null);
  if (text.includes('${'))
    return wrong('Policy variables are not offered here yet. Name a fixed part: logs/*.');
  const stem = text.replace(/\*$/, '');
  if (/[*?]/.test(stem))
    return wrong('A part of a bucket is named by how its keys begin: logs/*.');
  if (new TextEncoder().encode(stem).length > KEY_MAX_BYTES)
    return wrong('An S3 key has at most 1,024 bytes.');
  const isWhole = stem.endsWith('/') || text.endsWith('*');
  return right(`${isWhole ? stem : `${stem}/`}*`);
}
