import type { ServiceList, ServiceWords } from '@/lib/ports';
import { type Completion, quoted } from './completion';

/** Services, and once one is named, its actions. */
export function actionOptions(
  typed: string,
  { services }: ServiceList,
  known: ServiceWords[],
): Completion[] {
  const [prefix = '', name] = typed.split(':');
  if (name === undefined) return [...services.map(serviceOption), everything];
  const service = known.find(({ id }) => id === prefix.toLowerCase());
  return service ? actionsOf(service) : [];
}

const serviceOption = ({ id, name }: { id: string; name: string }): Completion =>
  quoted({ kind: 'service', label: `${id}:`, detail: name, says: '' }, `${id}:`, true);

const everything = quoted(
  { kind: 'value', label: '*', detail: 'everything', says: 'Every action of AWS.' },
  '*',
);

function actionsOf({ id, name, actions }: ServiceWords): Completion[] {
  const all = `${id}:*`;
  const says = `Every action of ${name}.`;
  return [
    ...actions.map((action) => {
      const text = `${id}:${action.name}`;
      const { level: detail } = action;
      return quoted({ kind: 'action', label: text, detail, says: action.says }, text);
    }),
    quoted({ kind: 'action', label: all, detail: 'everything', says }, all),
  ];
}
