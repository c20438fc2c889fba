import * as z from 'zod';

const DOCUMENT_CHARACTERS_MAX = 50_000;
const typed = z.string().max(2048).default('');
const document = z.string().max(DOCUMENT_CHARACTERS_MAX).default('');

/** What a person says of a bucket that no reading has, as it was typed. */
export const ToldTexts = z.strictObject({
  bucketOwner: typed,
  bucketRegion: typed,
  /** ARN of the key that encrypts it; empty where S3 does by itself. */
  bucketKey: typed,
  bucketDocument: document,
  keyDocument: document,
});
export type ToldTexts = z.infer<typeof ToldTexts>;

export const NOTHING_TOLD: ToldTexts = ToldTexts.parse({});
