-- A journal of lualark 0.1.0: sqlite3 notes.db .dump, with its two numbers.
PRAGMA application_id=1281454666; PRAGMA user_version=1;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE account (  base_url TEXT NOT NULL, app_id TEXT NOT NULL, tenant_key TEXT NOT NULL);
INSERT INTO account VALUES('http://127.0.0.1:8080','cli_simulator','');
CREATE TABLE runs (  id INTEGER PRIMARY KEY AUTOINCREMENT, user TEXT NOT NULL,  host TEXT NOT NULL, pid INTEGER NOT NULL, began_ms INTEGER NOT NULL);
INSERT INTO runs VALUES(1,'anna','office',26624,1795958592658);
INSERT INTO runs VALUES(2,'anna','office',26626,1795958592746);
CREATE TABLE changes (  id INTEGER PRIMARY KEY, endpoint TEXT NOT NULL, row TEXT NOT NULL,  digest BLOB NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL,  state TEXT NOT NULL, keyed INTEGER NOT NULL,  run INTEGER NOT NULL REFERENCES runs (id), sent_ms INTEGER NOT NULL,  ended_ms INTEGER, ids TEXT NOT NULL, http_status INTEGER, code INTEGER,  log_id TEXT, message TEXT, answer TEXT,  UNIQUE (endpoint, row));
INSERT INTO changes VALUES(1,'hire.note.create','1',X'bceb3e72c3b81b930d44bf331e95bc1250703839ef6e6261d63731ae281e4b52','POST','/open-apis/hire/v1/notes','done',0,1,1795958592658,1795958592661,'talent_id=6930815272790114324 id=7443226440307652548 talent_id=6930815272790114324 application_id=7313960705112946817 creator_id=ou_e15d04d023c3253142cf08ae2ad80bd8',200,NULL,'2024082800000089025CC10000000008',NULL,'{"code":0,"msg":"success","data":{"note":{"id":"7443226440307652548","talent_id":"6930815272790114324","application_id":"7313960705112946817","is_private":false,"create_time":1733011202000,"modify_time":1733011202000,"creator_id":"ou_e15d04d023c3253142cf08ae2ad80bd8","content":"one","notify_mentioned_user":false,"mention_entity_list":[{"offset":4,"user_id":"7077415407208085459"},{"offset":1,"user_id":"7253227069609100991"}]}}}');
INSERT INTO changes VALUES(2,'hire.note.create','2',X'f704aa3a7a65941d4be139c3bb6e2699f238221bc0e3ee72b27fc5f3b8ff7afd','POST','/open-apis/hire/v1/notes','refused',0,2,1795958592752,1795958592756,'talent_id=404',400,1002002,'2024082800000089025CC1000000000C','invalid parameter: talent_id',NULL);
INSERT INTO changes VALUES(3,'hire.note.create','3',X'5d58d91209d7369e147054ffa63a52f5506622fb259b0e49bb00da018bdee238','POST','/open-apis/hire/v1/notes','sent',0,2,1795958592752,1795958592756,'talent_id=6930815272790114324',NULL,NULL,NULL,'Recv failure: Connection reset by peer',NULL);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('runs',2);
COMMIT;
