import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { newFolder } from '../estate/test-folder';
import { readSealed, writeSealed } from './sealed-file';

const newFile = (purpose = 'one') => {
  const folder = newFolder();
  return { file: path.join(folder, 'f'), keyFile: path.join(folder, 'key'), purpose };
};

describe('a sealed file', () => {
  it('opens with its key, and shows nothing without it', () => {
    const sealed = newFile();
    writeSealed(sealed, 'canary-secret');
    expect(readSealed(sealed)).toBe('canary-secret');
    const bytes = Buffer.from(readFileSync(sealed.file, 'utf8'), 'base64');
    expect(bytes.includes('canary')).toBe(false);
    for (const file of [sealed.file, sealed.keyFile])
      expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('does not open for another purpose or with another key', () => {
    const sealed = newFile();
    writeSealed(sealed, 'x');
    expect(readSealed({ ...sealed, purpose: 'two' })).toBeNull();
    writeFileSync(sealed.keyFile, 'ab'.repeat(32));
    expect(readSealed(sealed)).toBeNull();
  });

  it('does not open when one bit of it was changed, or most of it is gone', () => {
    const sealed = newFile();
    writeSealed(sealed, 'x');
    const bytes = Buffer.from(readFileSync(sealed.file, 'utf8'), 'base64');
    for (const damaged of [
      bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte)),
      bytes.subarray(0, 10),
      Buffer.alloc(0),
    ]) {
      writeFileSync(sealed.file, Buffer.from(damaged).toString('base64'));
      expect(readSealed(sealed)).toBeNull();
    }
  });

  it('is not there before it is written', () => {
    expect(readSealed(newFile())).toBeNull();
  });
});
