import { Checkbox, Stack, Text } from '@mantine/core'
import type { RestorePreview } from '#renderer/backup/preview-restore.ts'
import type { RestoreChoices } from '#renderer/backup/restore.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import classes from './restore.module.css'

interface RestoreChoiceProps {
  preview: RestorePreview
  choices: RestoreChoices
  onChange: (choices: RestoreChoices) => void
}

/** What a restore would do, in numbers, to be chosen from. */
export function RestoreChoice({ preview, choices, onChange }: RestoreChoiceProps) {
  const t = useText('backups')
  const { count } = useFormats()
  const { capabilities } = useWorkspace()
  const remote = capabilities?.displayName ?? ''
  const words = (key: 'addedThere' | 'unchanged' | 'leftOut' | 'mappings', number: number): string =>
    number === 0 ? '' : t(`restore.${key}`, { count: number, shown: count(number), remote })
  const mappings = preview.mappings.missing + preview.mappings.changed
  const offered = { ...preview, added: preview.added - preview.addedThere }
  const kinds = (['missing', 'changed', 'added'] as const).filter(
    (kind) => offered[kind] > 0 || (kind !== 'added' && preview.mappings[kind] > 0),
  )
  return (
    <div className={classes.choice}>
      <Stack gap="xs" role="group" aria-label={t('restore.choose')}>
        {kinds.map((kind) => (
          <Checkbox
            key={kind}
            checked={choices[kind]}
            label={t(`restore.${kind}`, { count: offered[kind], shown: count(offered[kind]) })}
            onChange={(event) => onChange({ ...choices, [kind]: event.currentTarget.checked })}
          />
        ))}
      </Stack>
      <Stack gap={2}>
        <Text size="sm" c="dimmed">
          {[
            words('unchanged', preview.unchanged),
            words('addedThere', preview.addedThere),
            words('leftOut', preview.leftOut),
            words('mappings', mappings),
          ]
            .filter((each) => each !== '')
            .join(' ')}
        </Text>
        {capabilities !== null && (
          <Text size="sm" c="dimmed">
            {t('restore.sent', { remote })}
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {t('restore.before')}
        </Text>
      </Stack>
    </div>
  )
}
