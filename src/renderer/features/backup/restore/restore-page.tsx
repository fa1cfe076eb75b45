import { Button, Loader, Text } from '@mantine/core'
import { IconArrowLeft, IconCircleCheck } from '@tabler/icons-react'
import { useMemo, useState, type ReactNode } from 'react'
import type { Address } from '#shared/domain/address.ts'
import type { FieldChange } from '#shared/domain/history-entry.ts'
import type { RestorePreview } from '#renderer/backup/preview-restore.ts'
import {
  ALL_OF_THEM,
  chosenOf,
  NONE_OF_THEM,
  withChosen,
  type RestoreChoices,
} from '#renderer/backup/restore-choices.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { Notice } from '#renderer/ui/notice.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { backupProblem } from '../backup-words.ts'
import { offeredBy, RestoreChoice } from './restore-choice.tsx'
import { RestoreRows } from './restore-rows.tsx'
import classes from './restore.module.css'
import { useRestore, type RestoreState } from './use-restore.ts'
import { useSkuWords } from './use-sku-words.ts'

/** A restore that can be gone back from. */
export interface LastRestore {
  /** Id of the backup that was made before it. */
  readonly before: string
  /** Ids of the customers that it brought back: going back removes them, unless they were edited since. */
  readonly broughtBack: ReadonlySet<string>
  /** When it was done, in ms since the epoch. */
  readonly at: number
}

const NOBODY: ReadonlySet<string> = new Set()

interface RestorePageProps {
  backupId: string
  back: () => void
  /** The restore that this one is to go back from; null where it is none. */
  goingBackFrom: LastRestore | null
  /** Shows what going back from a restore would change. */
  goBack: (from: LastRestore) => void
  /** Fields with what is here and what the backup has; the feature of customers knows their words. */
  renderChanges: (changes: readonly FieldChange[], addresses: readonly Address[]) => ReactNode
}

/** What restoring a backup would change, and the way to do it. */
export function RestorePage({ backupId, back, goingBackFrom, goBack, renderChanges }: RestorePageProps) {
  const t = useText('backups')
  const { fullTime } = useFormats()
  const { state, run } = useRestore(backupId, goingBackFrom?.at ?? null)
  const [chosen, setChoices] = useState<RestoreChoices | null>(null)
  const preview = state.kind === 'preview' ? state.preview : null
  const broughtBack = goingBackFrom?.broughtBack ?? NOBODY
  const first = useMemo(() => firstChoices(preview, broughtBack), [preview, broughtBack])
  const choices = chosen ?? first
  return (
    <Page
      title={t('restore.title')}
      aside={
        state.kind === 'preview' ? t('restore.of', { when: fullTime(state.backup.createdAt) }) : undefined
      }
      lead={<IconButton icon={IconArrowLeft} label={t('restore.back')} onClick={back} />}
      actions={
        preview !== null && (
          <Button disabled={!choosesAny(preview, choices)} onClick={() => run(choices, preview)}>
            {t('restore.action')}
          </Button>
        )
      }
      fill
    >
      {state.kind !== 'preview' ? (
        <div className={classes.message}>
          <Message state={state} goBack={goBack} />
        </div>
      ) : (
        <div className={classes.page}>
          <RestoreChoice preview={state.preview} choices={choices} onChange={setChoices} />
          {state.preview.rows.length > 0 ? (
            <RestoreRows
              preview={state.preview}
              choices={choices}
              choose={({ id, kind }, isIn) =>
                setChoices({
                  ...choices,
                  [kind]: withChosen(choices[kind], id, isIn, offeredBy(state.preview)[kind]),
                })
              }
              renderChanges={renderChanges}
            />
          ) : (
            <EmptyState
              icon={IconCircleCheck}
              title={t('restore.nothing')}
              text={t(state.preview.leftOut === 0 ? 'restore.nothingText' : 'restore.nothingLeftOut')}
            />
          )}
        </div>
      )}
    </Page>
  )
}

/**
 * Everything but what was added since; of that, what the restore has added that is gone back from and nobody has worked on
 * after it.
 */
function firstChoices(preview: RestorePreview | null, broughtBack: ReadonlySet<string>): RestoreChoices {
  const ours = new Set([...broughtBack].filter((id) => preview?.addedUnedited.has(id) === true))
  const added =
    ours.size === 0
      ? NONE_OF_THEM
      : ours.size === preview?.added.size
        ? ALL_OF_THEM
        : { all: false, except: ours }
  return { missing: ALL_OF_THEM, changed: ALL_OF_THEM, added }
}

function choosesAny(preview: RestorePreview, choices: RestoreChoices): boolean {
  const offered = offeredBy(preview)
  return (['missing', 'changed', 'added'] as const).some((kind) => chosenOf(choices[kind], offered[kind]) > 0)
}

interface MessageProps {
  state: Exclude<RestoreState, { kind: 'preview' }>
  goBack: (from: LastRestore) => void
}

function Message({ state, goBack }: MessageProps) {
  const t = useText('backups')
  const { count } = useFormats()
  const skuWords = useSkuWords()
  switch (state.kind) {
    case 'reading':
    case 'running':
      return (
        <div className={classes.progress} role="status">
          <Loader size="sm" color="gray" />
          <Text>
            {t(state.kind === 'reading' ? 'restore.reading' : 'restore.running', {
              shown: count(state.customers),
            })}
          </Text>
        </div>
      )
    case 'refused':
      return (
        <Notice tone="bad" title={t('problem.restoreTitle')}>
          {backupProblem(t, state.error)}
        </Notice>
      )
    case 'not-backed-up':
      return (
        <Notice tone="bad" title={t('restore.notBackedUp')}>
          {backupProblem(t, state.error)}
        </Notice>
      )
    case 'done': {
      const { broughtBack, putBack, removed, mappings } = state.result
      return (
        <Notice
          tone="good"
          title={t('restore.done')}
          actions={
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => goBack({ before: state.before, broughtBack, at: state.at })}
            >
              {t('restore.undo')}
            </Button>
          }
        >
          {t('restore.doneText', {
            broughtBack: count(broughtBack.size),
            putBack: count(putBack),
            removed: count(removed),
          })}{' '}
          {skuWords(mappings)}
        </Notice>
      )
    }
  }
}
