import { Checkbox } from '@/components/ui/checkbox';
import type { ChosenEvent } from '@/lib/notifications/schema';
import { ALL_EVENTS, EVENT_WORDS } from './event-words';

export type EventChoicesProps = {
  chosen: readonly ChosenEvent[];
  onChange: (chosen: ChosenEvent[]) => void;
  error?: string | undefined;
};

/** What a target is told of. */
export function EventChoices({ chosen, onChange, error }: EventChoicesProps) {
  return (
    <fieldset className="border-0 p-0">
      <legend className="mb-1 font-strong">Told when</legend>
      <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
        {ALL_EVENTS.map((event) => (
          <Checkbox
            key={event}
            isSelected={chosen.includes(event)}
            onChange={(isChosen) =>
              onChange(
                ALL_EVENTS.filter((one) =>
                  one === event ? isChosen : chosen.includes(one),
                ),
              )
            }
          >
            {EVENT_WORDS[event]}
          </Checkbox>
        ))}
      </div>
      {error ? (
        <p role="alert" className="field-error">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
