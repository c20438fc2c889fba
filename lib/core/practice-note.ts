/** Whatever leads to a practice account begins with it, a real one's never. */
export const PRACTICE_NOTE = '# practice account';

/** The same as a command that does nothing: zsh takes a comment that is pasted for a command. */
export const PASTED_PRACTICE_NOTE = `: '${PRACTICE_NOTE}'`;
