import { Checkbox, Stack, Text } from '@mantine/core'
import { parseSkuFieldKey } from '#shared/domain/field-map.ts'
import type { MappingCounts, RestorePreview, RestoreRow } from '#renderer/backup/preview-restore.ts'
import {
  ALL_OF_THEM,
  chosenOf,
  isChosen,
  NONE_OF_THEM,
  type RestoreChoices,
  type RestoreKind,
} from '#renderer/backup/restore-choices.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { useSkuWords } from './use-sku-words.ts'
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
  const skuWords = useSkuWords()
  const { capabilities } = useWorkspace()
  const remote = capabilities?.displayName ?? ''
  const words = (key: 'addedThere' | 'unchanged' | 'leftOut', number: number): string =>
    number === 0 ? '' : t(`restore.${key}`, { count: number, shown: count(number), remote })
  const offered = offeredBy(preview)
  const kinds = (['missing', 'changed', 'added'] as const).filter((kind) => offered[kind] > 0)
  const about = (kind: RestoreKind, chosen: number): string => {
    const some = chosen > 0 && chosen < offered[kind]
    const ofSome = t('restore.chosen', { chosen: count(chosen), shown: count(offered[kind]) })
    if (kind === 'added') return some ? ofSome : ''
    if (!some) return skuWords(preview.mappings[kind])
    const rows = preview.rows.filter((row) => row.kind === kind)
    // Of those that are not listed it is not known.
    if (rows.length < offered[kind]) return ofSome
    return `${ofSome} ${skuWords(mappingsOf(rows.filter(({ id }) => isChosen(choices[kind], id))))}`.trim()
  }
  return (
    <div className={classes.choice}>
      {kinds.length > 0 && (
        <Stack gap="xs" role="group" aria-label={t('restore.choose')}>
          {kinds.map((kind) => {
            const chosen = chosenOf(choices[kind], offered[kind])
            return (
              <Checkbox
                key={kind}
                checked={chosen === offered[kind]}
                indeterminate={chosen > 0 && chosen < offered[kind]}
                label={t(`restore.${kind}`, { count: offered[kind], shown: count(offered[kind]) })}
                description={about(kind, chosen)}
                onChange={(event) =>
                  onChange({ ...choices, [kind]: event.currentTarget.checked ? ALL_OF_THEM : NONE_OF_THEM })
                }
              />
            )
          })}
          <Text size="sm" c="dimmed">
            {t('restore.each')}
          </Text>
        </Stack>
      )}
      <Stack gap={2}>
        <Text size="sm" c="dimmed">
          {[
            words('unchanged', preview.unchanged),
            words('addedThere', preview.addedThere),
            words('leftOut', preview.leftOut),
            kinds.length > 0 ? t('restore.mappingsStay') : '',
          ]
            .filter((each) => each !== '')
            .join(' ')}
        </Text>
        {kinds.length > 0 && capabilities !== null && (
          <Text size="sm" c="dimmed">
            {t('restore.sent', { remote })}
          </Text>
        )}
        {kinds.length > 0 && (
          <Text size="sm" c="dimmed">
            {t('restore.before')}
          </Text>
        )}
      </Stack>
    </div>
  )
}

function mappingsOf(rows: readonly RestoreRow[]): MappingCounts {
  const skus = rows.flatMap(({ changes }) => changes).filter(({ key }) => parseSkuFieldKey(key) !== null)
  const broughtBack = skus.filter(({ before }) => before === '').length
  return { broughtBack, putBack: skus.length - broughtBack }
}

/** How many customers of each kind a restore could do something with. */
export function offeredBy({ missing, changed, added }: RestorePreview): Record<RestoreKind, number> {
  return { missing, changed, added: added.size }
}
