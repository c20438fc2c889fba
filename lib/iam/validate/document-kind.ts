import type { PolicyKind } from '../parse/policy';

/** Kinds of documents a person may save: there is none that only AWS writes. */
export type DocumentKind = PolicyKind;
