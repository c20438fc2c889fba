import { lookUp } from '@/lib/core/look-up';
import type { DocumentKind } from '@/lib/iam/validate/document-kind';
import { validationError } from '../wire/aws-error';

const KINDS: Record<string, DocumentKind> = {
  IDENTITY_POLICY: 'identity',
  RESOURCE_POLICY: 'bucket',
  SERVICE_CONTROL_POLICY: 'scp',
  RESOURCE_CONTROL_POLICY: 'rcp',
};

const RESOURCES: Record<string, DocumentKind> = {
  'AWS::IAM::AssumeRolePolicyDocument': 'trust',
  'AWS::S3::Bucket': 'bucket',
  'AWS::KMS::Key': 'key',
};

/** The kind of document that Access Analyzer's names mean. */
export function kindOf(policyType: string, resourceType?: string): DocumentKind {
  const kind = lookUp(KINDS, policyType);
  if (!kind)
    throw validationError(
      `${policyType} is not a policy type. Use one of: ${Object.keys(KINDS).join(', ')}.`,
    );
  if (kind !== 'bucket' || resourceType === undefined) return kind;
  const ofResource = lookUp(RESOURCES, resourceType);
  if (!ofResource)
    throw validationError(
      `The practice accounts validate resource policies of: ${Object.keys(RESOURCES).join(', ')}.`,
    );
  return ofResource;
}
