-- Only for SQLite: PostgreSQL gathers statistics itself.
SELECT 1;
