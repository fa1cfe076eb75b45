import { Button, Checkbox, Group, Radio, Stack, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { displayName, defaultAddress } from '#shared/domain/derived-fields.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { DoubtfulPair, FirstConnectionSummary } from '#renderer/replication/status.ts'
import { Section } from '#renderer/ui/section.tsx'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

const SHOWN = 200
const NONE: Map<string, Customer> = new Map()

interface FirstConnectionPanelProps {
  summary: FirstConnectionSummary
  remote: string
  shown: (count: number) => string
}

/** What the first reading found, and the two things only a person can say; nothing was sent before. */
export function FirstConnectionPanel({ summary, remote, shown }: FirstConnectionPanelProps) {
  const t = useText('sync')
  const { sync } = useWorkspace()
  const raise = useThrow()
  const [onlyHere, setOnlyHere] = useState<'send' | 'keep-here'>('send')
  const [same, setSame] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState(false)
  const line = (key: 'linked' | 'onlyThere' | 'onlyHere', count: number) =>
    count > 0 && <li>{t(`first.${key}`, { count, shown: shown(count), remote })}</li>
  return (
    <Section title={t('first.title', { remote })}>
      <Stack gap="md">
        <ul style={{ margin: 0, paddingInlineStart: 20 }}>
          {line('linked', summary.linked)}
          {line('onlyThere', summary.onlyThere)}
          {line('onlyHere', summary.onlyHere)}
        </ul>
        {summary.onlyHere > 0 && (
          <Radio.Group
            label={t('first.onlyHereChoice')}
            value={onlyHere}
            onChange={(value) => setOnlyHere(value === 'send' ? 'send' : 'keep-here')}
          >
            <Stack gap="xs" mt="xs">
              <Radio value="send" label={t('first.send', { remote })} description={t('first.sendHint')} />
              <Radio value="keep-here" label={t('first.keepHere')} />
            </Stack>
          </Radio.Group>
        )}
        {summary.doubtful.length > 0 && (
          <DoubtfulList pairs={summary.doubtful} same={same} setSame={setSame} shown={shown} />
        )}
        <Group>
          <Button
            loading={busy}
            onClick={() => {
              setBusy(true)
              sync
                ?.confirmFirstConnection({
                  onlyHere,
                  same: summary.doubtful
                    .filter((pair) => same.has(pairKey(pair)))
                    .map(({ localId, remoteId }) => ({ localId, remoteId })),
                })
                .catch(raise)
                .finally(() => {
                  setBusy(false)
                })
            }}
          >
            {t('first.start')}
          </Button>
        </Group>
      </Stack>
    </Section>
  )
}

interface DoubtfulListProps {
  pairs: readonly DoubtfulPair[]
  same: ReadonlySet<string>
  setSame: (same: ReadonlySet<string>) => void
  shown: (count: number) => string
}

function DoubtfulList({ pairs, same, setSame, shown }: DoubtfulListProps) {
  const t = useText('sync')
  const { customers } = useWorkspace()
  const listed = useMemo(() => pairs.slice(0, SHOWN), [pairs])
  const documents$ = useMemo(
    () => customers.observeMany(listed.flatMap((pair) => [pair.localId, pair.remoteLocalId])),
    [customers, listed],
  )
  const documents = useObservable(documents$, NONE)
  return (
    <Stack gap="xs">
      <Text>{t('first.doubtful', { count: pairs.length, shown: shown(pairs.length) })}</Text>
      {listed.map((pair) => (
        <Checkbox
          key={pairKey(pair)}
          checked={same.has(pairKey(pair))}
          label={`${inWords(documents.get(pair.localId))}  =  ${inWords(documents.get(pair.remoteLocalId))}`}
          description={t(pair.by === 'code' ? 'first.byCode' : 'first.byAddress')}
          onChange={(event) => {
            const next = new Set(same)
            if (event.currentTarget.checked) next.add(pairKey(pair))
            else next.delete(pairKey(pair))
            setSame(next)
          }}
        />
      ))}
      {pairs.length > SHOWN && (
        <Text c="dimmed">{t('first.moreDoubtful', { count: pairs.length - SHOWN })}</Text>
      )}
    </Stack>
  )
}

function pairKey(pair: DoubtfulPair): string {
  return `${pair.localId} ${pair.remoteId}`
}

function inWords(customer: Customer | undefined): string {
  if (customer === undefined) return '…'
  const address = defaultAddress(customer)
  return [displayName(customer), customer.email, address?.line1, address?.city]
    .filter((part) => part !== undefined && part !== '')
    .join(', ')
}
