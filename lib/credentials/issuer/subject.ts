/** Whom the console's identity tokens are for: AWS's STS. */
export const TOKEN_AUDIENCE = 'sts.amazonaws.com';

/** The subject of a person's tokens, as trust policies name it. */
export const subjectOf = (handle: string): string => `person:${handle}`;
