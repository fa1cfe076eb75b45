import { Radio, Stack, Text } from '@mantine/core'
import { useMemo } from 'react'
import { map, of } from 'rxjs'
import { CONFLICT_RULES, type ConflictRule } from '#shared/domain/conflict-rule.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Section } from '#renderer/ui/section.tsx'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

/** Who decides where both sides changed the same field; a choice of the workspace. Nothing where it has no connection. */
export function ConflictRuleSection() {
  const t = useText('conflicts')
  const { sync, syncState, capabilities } = useWorkspace()
  const raise = useThrow()
  const rule$ = useMemo(
    () => (sync === null ? of<ConflictRule>('ask') : syncState.observe('sync/conflicts').pipe(map(ruleOf))),
    [sync, syncState],
  )
  const rule = useObservable<ConflictRule>(rule$, 'ask')
  if (sync === null) return null
  const remote = capabilities?.displayName ?? ''
  return (
    <Section title={t('rule.title')}>
      <Radio.Group
        label={t('rule.label')}
        value={rule}
        onChange={(value) => {
          sync.setConflictRule(CONFLICT_RULES.find((each) => each === value) ?? 'ask').catch(raise)
        }}
      >
        <Stack gap="xs" mt="xs">
          {CONFLICT_RULES.map((each) => (
            <Radio
              key={each}
              value={each}
              label={t(`rule.${each}`)}
              description={t(`rule.hint.${each}`, { remote })}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Text c="dimmed" size="sm" mt="sm">
        {t('rule.deletions')}
      </Text>
    </Section>
  )
}

function ruleOf(value: unknown): ConflictRule {
  const stored = typeof value === 'object' && value !== null && 'rule' in value ? value.rule : 'ask'
  return CONFLICT_RULES.find((rule) => rule === stored) ?? 'ask'
}
