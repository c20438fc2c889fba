import type { Field } from './field';
import type { PeopleFields } from './people-fields';
import type { Trusted } from './principals';
import type { HandWritten } from './trust-json';

/** The fields of a crossing that is written by hand, as they were understood. */
export type BlankFields = Omit<PeopleFields, 'who'> & {
  principals: Field<Trusted[]>;
  trustJson: Field<HandWritten>;
  assumeJson: Field<HandWritten | null>;
  assumePolicyName: Field<string>;
  rolePath: Field<string>;
};
