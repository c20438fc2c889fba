/** Tags that the console passes with a session, to say why it was taken. It passes no other. */
export const SESSION_TAG_KEYS = ['db-request', 'db-ticket'] as const;
