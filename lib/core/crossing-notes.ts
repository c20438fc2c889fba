/** What people say of a crossing: kept by the console alone, and not at AWS. */
export type CrossingNotes = { purpose: string; owner: string; ticket: string };

/** The notes of a form. What an earlier version stored has not every one of them. */
export const notesOf = (fields: Partial<CrossingNotes> | undefined): CrossingNotes => ({
  purpose: fields?.purpose ?? '',
  owner: fields?.owner ?? '',
  ticket: fields?.ticket ?? '',
});
