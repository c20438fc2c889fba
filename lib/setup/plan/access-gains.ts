import type { Access, Worlds } from '../recipes/recipe';
import type { Estates } from '../world/estates';
import { handOutGains } from './hand-out-gain';
import { type WhoGains, whoGains } from './who-gains';

/** Everybody who gains by what a draft asks for, with the console where it hands the role out. */
export function accessGains(access: Access, worlds: Worlds, estates: Estates): WhoGains {
  const { request, place, deed, use } = access;
  const asked = {
    roleArn: place.roleArn,
    isAsItself: place.whoArn === place.roleArn,
    guards: request.guards,
    named: [...access.gains(worlds), ...handOutGains(access, worlds)],
    deed,
    use: (facts: Worlds['after']) => use(facts),
  };
  return whoGains(asked, worlds, estates);
}
