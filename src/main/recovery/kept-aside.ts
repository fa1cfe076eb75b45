import type { KeptAside } from '#shared/domain/recovery-state.ts'

/** Which files of the app were damaged, by what was read of them. */
export function keptAsideOf(
  stores: Readonly<Record<KeptAside, { readonly wasDamaged: boolean }>>,
): KeptAside[] {
  return (Object.keys(stores) as KeptAside[]).filter((name) => stores[name].wasDamaged)
}
