export type CloudFormationResource = {
  Type: string;
  Properties: Record<string, unknown>;
  [attribute: string]: unknown;
};

/** One resource of a template, and how an import would name it. */
export type Declared = {
  id: string;
  isImported: boolean;
  resource: CloudFormationResource;
  key: object;
};
