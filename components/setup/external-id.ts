const BYTES = 16;

/** `xid-` and 32 hexadecimal digits: within what STS takes, and not to be guessed. */
export const externalIdOf = (bytes: Uint8Array): string =>
  `xid-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;

export const newExternalId = (): string =>
  externalIdOf(crypto.getRandomValues(new Uint8Array(BYTES)));
