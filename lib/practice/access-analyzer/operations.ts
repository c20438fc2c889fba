import type { Operations } from '../operation';
import { checkAccessNotGranted } from './check-access-not-granted';
import { validatePolicy } from './validate-policy';

export const accessAnalyzerOperations: Operations = {
  CheckAccessNotGranted: checkAccessNotGranted,
  ValidatePolicy: validatePolicy,
};
