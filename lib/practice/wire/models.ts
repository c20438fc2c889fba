import * as AccessAnalyzerClient from '@aws-sdk/client-accessanalyzer';
import * as CloudTrailClient from '@aws-sdk/client-cloudtrail';
import * as IamClient from '@aws-sdk/client-iam';
import * as KmsClient from '@aws-sdk/client-kms';
import * as OrganizationsClient from '@aws-sdk/client-organizations';
import * as S3Client from '@aws-sdk/client-s3';
import * as StsClient from '@aws-sdk/client-sts';
import { NormalizedSchema } from '@smithy/core/schema';
import { once } from '@/lib/core/once';

export type Schema = NormalizedSchema;

/** One operation as the SDK describes it. */
export type OperationModel = {
  name: string;
  input: Schema;
  output: Schema;
  /** HTTP method, path pattern and success status; only REST services have it. */
  http: readonly [method: string, pattern: string, status: number] | null;
};

/** How a service speaks. @see https://smithy.io/2.0/aws/protocols/index.html */
export type Protocol = 'query' | 's3' | 'json' | 'rest-json';

/** The services that are answered, by the name in a signature's scope. */
export const PROTOCOLS = {
  iam: 'query',
  sts: 'query',
  s3: 's3',
  organizations: 'json',
  kms: 'json',
  cloudtrail: 'json',
  'access-analyzer': 'rest-json',
} as const satisfies Record<string, Protocol>;

export type ServiceName = keyof typeof PROTOCOLS;

// The SDK exports an operation's schema as [9, namespace, name, traits, input, output].
const OPERATION = 9;

type StaticOperation = readonly [
  kind: number,
  namespace: string,
  name: string,
  traits: number | { http?: [string, string, number] },
  input: Parameters<typeof NormalizedSchema.of>[0],
  output: Parameters<typeof NormalizedSchema.of>[0],
];

const isOperation = (value: unknown): value is StaticOperation =>
  Array.isArray(value) && value[0] === OPERATION;

function modelsOf(client: object): Map<string, OperationModel> {
  const models = new Map<string, OperationModel>();
  for (const exported of Object.values(client)) {
    if (!isOperation(exported)) continue;
    const [, , name, traits, staticInput, staticOutput] = exported;
    // Few of some hundred operations are called in a process.
    const input = once(() => NormalizedSchema.of(staticInput));
    const output = once(() => NormalizedSchema.of(staticOutput));
    models.set(name, {
      name,
      get input() {
        return input();
      },
      get output() {
        return output();
      },
      http: (typeof traits === 'object' && traits.http) || null,
    });
  }
  return models;
}

export const MODELS: Record<ServiceName, Map<string, OperationModel>> = {
  iam: modelsOf(IamClient),
  sts: modelsOf(StsClient),
  s3: modelsOf(S3Client),
  organizations: modelsOf(OrganizationsClient),
  kms: modelsOf(KmsClient),
  cloudtrail: modelsOf(CloudTrailClient),
  'access-analyzer': modelsOf(AccessAnalyzerClient),
};

export const isServiceName = (name: string): name is ServiceName =>
  Object.hasOwn(MODELS, name);

/** Names of the members an input must have. A static structure ends with their number. */
export function requiredMembers(schema: Schema): string[] {
  const structure: unknown = schema.getSchema();
  if (!Array.isArray(structure)) return [];
  const names: unknown = structure[4];
  const count: unknown = structure[6];
  if (!Array.isArray(names) || typeof count !== 'number') return [];
  return names.slice(0, count).map(String);
}
