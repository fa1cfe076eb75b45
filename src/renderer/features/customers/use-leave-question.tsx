import { Button, Group, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useCallback, useEffect, useRef } from 'react'
import { useText } from '#renderer/i18n/use-text.ts'
import { useLeaveGuard } from '#renderer/workspace/leave-guard.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'

const QUESTION = 'leave-question'

interface LeaveQuestionOptions {
  /** Asked when somebody is about to leave. */
  isDirty: () => boolean
  /** True where the place belongs to the same form, such as another tab. */
  stays: (to: string) => boolean
  /** Resolves to false where it could not be saved. */
  save: () => Promise<boolean>
  discard: () => void
}

/**
 * Asks before a form with unsaved changes is left: keep editing, leave, or save and leave. The result asks the same for
 * a way out of the form's own, such as closing its dialog; `go` is called once it may be left.
 */
export function useLeaveQuestion(options: LeaveQuestionOptions): (go: () => void) => void {
  const t = useText('customers')
  const guard = useLeaveGuard()
  const raise = useThrow()
  const current = useRef(options)
  useEffect(() => {
    current.current = options
  })
  const ask = useCallback(
    (go: () => void) => {
      if (!current.current.isDirty()) {
        go()
        return
      }
      // Somebody who closes the window twice is asked once.
      modals.close(QUESTION)
      modals.open({
        modalId: QUESTION,
        title: t('page.leaveTitle'),
        children: (
          <>
            <Text>{t('page.leaveText')}</Text>
            <Group justify="flex-end" gap="sm" mt="lg">
              <Button variant="subtle" color="red" onClick={leave}>
                {t('page.leaveDiscard')}
              </Button>
              <Button variant="default" data-autofocus onClick={close}>
                {t('page.leaveStay')}
              </Button>
              <Button onClick={saveAndLeave}>{t('page.leaveSave')}</Button>
            </Group>
          </>
        ),
      })
      function close(): void {
        modals.close(QUESTION)
      }
      function leave(): void {
        close()
        current.current.discard()
        go()
      }
      function saveAndLeave(): void {
        close()
        current.current
          .save()
          .then((saved) => {
            if (saved) go()
          })
          .catch(raise)
      }
    },
    [t, raise],
  )
  useEffect(
    () =>
      guard.ask((go, to) => {
        if (current.current.stays(to)) go()
        else ask(go)
      }),
    [guard, ask],
  )
  return ask
}
