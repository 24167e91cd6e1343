from django.apps import AppConfig


class MentorshipConfig(AppConfig):
    name = "mentorship"
    verbose_name = "Trellis"

    def ready(self) -> None:
        from matching.actions import meaning
        from matching.actions.retention import delete_old_words
        from mentorship import jobs
        from mentorship.dashboards.actions import figures
        from mentorship.notifications import ledger
        from mentorship.work import nightly, queue
        from programs.actions import import_orders
        from sessions.actions import retention, retention_notice

        ledger.BELLS.append(jobs.ring)
        queue.BELLS.append(jobs.ring_for_job)
        nightly.NIGHTLY += [
            import_orders.drop_old_files,
            figures.publish_month,
            retention_notice.tell_before_deletion,
            retention.delete_old_texts,
            delete_old_words,
            meaning.queue_everything,  # after the texts that were deleted
        ]
