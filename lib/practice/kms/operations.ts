import type { Operations } from '../operation';
import { aliasOperations } from './aliases';
import { cryptographicOperations } from './cryptography';
import { dataKeyOperations } from './data-keys';
import { grantListOperations } from './grant-lists';
import { createGrantOperations } from './grants';
import { keyPolicyOperations } from './key-policy';
import { keyStateOperations } from './key-state';
import { keyTagOperations } from './key-tags';
import { keyOperations } from './keys';
import { rotationOperations } from './rotation';

export const kmsOperations: Operations = {
  ...keyOperations,
  ...keyPolicyOperations,
  ...keyStateOperations,
  ...keyTagOperations,
  ...rotationOperations,
  ...aliasOperations,
  ...cryptographicOperations,
  ...dataKeyOperations,
  ...createGrantOperations,
  ...grantListOperations,
};
