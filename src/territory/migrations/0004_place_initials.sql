-- Places are found by the initials of their pinyin, as organisations and people are. Empty: still to be made by the job divisions.place_keys.
ALTER TABLE places ADD COLUMN pinyin TEXT NOT NULL DEFAULT '';
