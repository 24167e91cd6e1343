"""Mentorships by the ten thousand, by SQL: each with two people who have accounts, who never met."""

from datetime import datetime

from django.db import connection

from programs.models import Cohort


def pairs(cohort: Cohort, count: int, started_at: datetime) -> None:
    """`count` mentorships with two members each. PostgreSQL only."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO accounts_user (password, email, time_zone, language, is_active, joined_at)
            SELECT '!', 'p' || n || '@example.org',
                   (ARRAY['Europe/Berlin','Asia/Kolkata','America/New_York'])[n %% 3 + 1],
                   '', true, %s FROM generate_series(1, %s) n;
            INSERT INTO programs_person (organisation_id, user_id, code, name, email, reference, department, languages,
                time_zone, usual_hours, notice_hours, contact, shows_contact, introduction, created_at)
            SELECT %s, u.id, 'x' || u.id, 'Person ' || u.id, u.email, '', '', '[]', '', '[]', 24, '', false, '', %s
            FROM accounts_user u WHERE u.email LIKE 'p%%@example.org';
            INSERT INTO programs_enrolment (person_id, cohort_id, role, state, code, capacity, goal, goal_kind, topics,
                expertise, zone_assumed, applied_at, asks_paused)
            SELECT p.id, %s, CASE WHEN p.id %% 2 = 0 THEN 'mentor' ELSE 'mentee' END, 'accepted', 'x' || p.id,
                   1, '', '', '[]', '[]', false, %s, false
            FROM programs_person p WHERE p.code LIKE 'x%%';
            """,
            [started_at, 2 * count, cohort.program.organisation_id, started_at, cohort.pk, started_at],
        )
        cursor.execute(
            """
            INSERT INTO programs_mentorship (cohort_id, code, state, rhythm_weeks, meeting_minutes, channel, covers,
                pair_key, started_at, end_reason)
            SELECT %s, 'x' || n, 'active', 4, 45, '', '', 'x' || n, %s, '' FROM generate_series(1, %s) n;
            WITH m AS (SELECT id, row_number() OVER (ORDER BY id) n FROM programs_mentorship WHERE code LIKE 'x%%'),
                 e AS (SELECT id, role, row_number() OVER (PARTITION BY role ORDER BY id) n FROM programs_enrolment
                       WHERE code LIKE 'x%%')
            INSERT INTO programs_member (mentorship_id, enrolment_id, role)
            SELECT m.id, e.id, e.role FROM m JOIN e USING (n);
            ANALYZE;
            """,
            [cohort.pk, started_at, count],
        )
