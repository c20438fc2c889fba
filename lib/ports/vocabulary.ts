/** One action of a service, as AWS's service authorization reference describes it. */
export type ActionWords = {
  /** Without the service: `GetObject`. */
  name: string;
  /** `Read`, `Write`, `List`, `Tagging`, `Permissions management`. */
  level: string;
  says: string;
  /** Names of the resource types it works on; none when it works on everything only. */
  resources: string[];
};

export type KeyWords = { key: string; type: string; says: string };

export type ServiceWords = {
  id: string;
  name: string;
  actions: ActionWords[];
  keys: KeyWords[];
  /** `arn:${Partition}:s3:::${BucketName}` */
  resources: { name: string; arn: string }[];
};

export type ServiceList = {
  services: { id: string; name: string }[];
  /** Condition keys that every service knows. */
  globalKeys: KeyWords[];
};

/** What AWS's services call their actions, condition keys and resources. */
export type Vocabulary = {
  list(): Promise<ServiceList>;
  /** Null for a service that does not exist. */
  serviceOf(id: string): Promise<ServiceWords | null>;
};
