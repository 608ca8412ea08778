"""What prose says of ends and places in each language: the usual sentences of templates, with what they mean."""

from __future__ import annotations

import pytest

from usecase_dsl.importing.wordings import Anchor, anchor_of, clause, end_of, languages
from usecase_dsl.syntax.nodes import Control

# A language, what its sentences mean, and the sentences. A number is the step that is resumed.
ENDS = """
en end = The use case ends here. | This ends the use case. | End of flow | The process ends.
en end = The use case comes to an end. | The system terminates the use case. | The operation is cancelled.
en end = Abort the operation.
en success = The use case ends with the Success End Condition. | Use case completes successfully.
en success = Use case ends: success | The scenario ends successfully.
en failure = The use case terminates with the Failed End Condition. | The use case fails.
en failure = The use case ends with an error. | Use case ends: failure
en 3 = The flow continues from step 3 of the basic flow. | The user is back at step 3. | Rejoin at step 3
en 3 = Return to the start of step 3. | We go back to step 3 | Resume step 3.
en next = Proceed to the next step. | The use case continues with the following step.
en restart = The use case starts again from the beginning. | Return to the beginning of the flow. | Start over.
en restart = Go back to the start.
en repeat 2-4 = Repeat steps 2-4. | Steps 2 to 4 are repeated.
en until 2-4 = Repeat steps 2-4 until all are sold.
pt end = O caso de uso é encerrado. | Fim do fluxo. | O processo termina. | Encerra-se o caso de uso.
pt end = A operação é cancelada.
pt success = O caso de uso termina com sucesso. | O caso de uso é concluído com sucesso.
pt success = Termina na condição de sucesso.
pt failure = O caso de uso termina em falha. | O caso de uso falha.
pt failure = O caso de uso termina na condição de falha.
pt 3 = Retorna ao passo 3. | Volta-se ao passo 3 | O fluxo retorna para o passo 3 do fluxo básico.
pt 3 = O caso de uso é retomado no passo 3. | Retornar ao step 3 | O ator volta ao início do passo 3.
pt 3 = Retoma o passo 3
pt next = Segue para o próximo passo. | O caso de uso continua no passo seguinte.
pt restart = O caso de uso recomeça. | Volta ao início do fluxo principal. | O caso de uso recomeça do início.
pt repeat 2-4 = Repetem-se os passos 2 a 4. | Os passos 2-4 são repetidos.
pt until 2-4 = Repetir os passos 2-4 até que todos estejam prontos.
es end = Finaliza el caso de uso. | Termina el flujo. | Fin del flujo | El proceso termina.
es end = La operación se cancela. | El caso de uso se da por terminado.
es success = El caso de uso termina con éxito. | El caso de uso finaliza exitosamente.
es success = El caso de uso termina en la condición de éxito.
es failure = El caso de uso termina en fracaso. | El caso de uso falla.
es failure = El caso de uso termina con la condición de fallo.
es 3 = Vuelve al paso 3. | El flujo continúa en el paso 3 del flujo principal. | Volver al step 3.
es 3 = El sistema regresa al usuario al paso 3. | Ir al paso 3 | Retoma el paso 3
es 3 = Se vuelve al inicio del paso 3.
es next = Continúa con el siguiente paso. | Se pasa al paso siguiente.
es restart = El caso de uso comienza de nuevo. | Vuelve al inicio del flujo.
es restart = El caso de uso se reinicia desde el principio.
es repeat 2-4 = Se repiten los pasos 2 a 4. | Repetir pasos 2-4
es until 2-4 = Se repiten los pasos 2-4 hasta que no queden entradas.
fr end = Fin du cas d'utilisation. | Le cas d'utilisation prend fin. | Le scénario se termine.
fr end = Le processus se termine. | L'opération est annulée. | Le cas d'usage s'arrête.
fr end = Arrêt du cas d'utilisation
fr success = Le cas d'utilisation se termine avec succès. | Le cas d'utilisation se termine par un succès.
fr success = Le scénario réussit.
fr failure = Le cas d'utilisation se termine par un échec. | Le cas d'utilisation échoue.
fr failure = Le cas d'utilisation se termine en échec.
fr 3 = Retour à l'étape 3. | Le scénario reprend à l'étape 3. | Retour au step 3
fr 3 = Reprise à l'étape 3 du scénario nominal | Aller à l'étape 3 | On revient au début de l'étape 3.
fr 3 = Reprend l'étape 3
fr next = Passer à l'étape suivante. | Le scénario continue à l'étape suivante.
fr restart = Le cas d'utilisation recommence. | Retour au début du scénario.
fr restart = Le scénario reprend depuis le début. | Retour au début.
fr repeat 2-4 = Répéter les étapes 2 à 4. | Les étapes 2-4 sont répétées.
fr until 2-4 = Répéter les étapes 2-4 jusqu'à ce que tout soit vendu.
de end = Der Use Case endet hier. | Ende des Anwendungsfalls | Der Vorgang endet.
de end = Der Vorgang wird abgebrochen. | Das Szenario ist beendet. | Der Prozess endet.
de end = Damit endet der Anwendungsfall. | Abbruch des Anwendungsfalls
de success = Der Anwendungsfall endet erfolgreich. | Der Use Case endet mit Erfolg.
de success = Der Anwendungsfall wird erfolgreich beendet.
de failure = Der Anwendungsfall endet mit einem Fehlschlag. | Der Anwendungsfall schlägt fehl.
de failure = Der Use Case endet ohne Erfolg.
de 3 = Weiter bei Schritt 3. | Es geht weiter mit Schritt 3. | Zurück zu Step 3 | Fortsetzung bei Schritt 3
de 3 = Der Ablauf wird in Schritt 3 fortgesetzt. | Zurück zum Anfang von Schritt 3 | Gehe zu Schritt 3.
de next = Weiter mit dem nächsten Schritt. | Der Anwendungsfall wird mit dem nächsten Schritt fortgesetzt.
de restart = Der Anwendungsfall beginnt von vorne. | Zurück zum Anfang. | Der Anwendungsfall wird neu gestartet.
de restart = Zurück zum Anfang des Anwendungsfalls
de repeat 2-4 = Die Schritte 2 bis 4 werden wiederholt. | Schritte 2-4 wiederholen
de until 2-4 = Wiederhole Schritte 2-4, bis alles verkauft ist.
it end = Il caso d'uso termina. | Fine del caso d'uso | Il processo termina. | L'operazione viene annullata.
it end = Lo scenario si conclude. | Termina il caso d'uso.
it success = Il caso d'uso termina con successo. | Il caso d'uso si conclude con esito positivo.
it success = Il caso d'uso termina nella condizione di successo.
it failure = Il caso d'uso termina con un fallimento. | Il caso d'uso fallisce.
it failure = Il caso d'uso termina in errore.
it 3 = Torna al passo 3. | Il flusso riprende dal passo 3. | Si ritorna allo step 3.
it 3 = Il caso d'uso continua dal punto 3 | Vai al punto 3 | Ritorno al passo 3 del flusso principale.
it 3 = Si torna all'inizio del passo 3. | Riprende il passo 3
it next = Continua con il passo successivo. | Si procede al passo seguente.
it restart = Il caso d'uso ricomincia. | Si torna all'inizio. | Ritorno all'inizio dello scenario
it restart = Il caso d'uso riparte dall'inizio.
it repeat 2-4 = I passi 2-4 vengono ripetuti. | Ripetere i passi 2-4
it until 2-4 = Si ripetono i passi 2-4 fino a quando tutto è venduto.
ru end = Вариант использования завершается. | Прецедент использования завершается. | Конец потока.
ru end = Процесс завершается. | Операция отменяется. | Сценарий прерывается. | Завершение прецедента.
ru end = Выполнение сценария прекращается.
ru success = Прецедент завершается успешно. | Вариант использования завершён успешно.
ru success = Сценарий завершается с успехом.
ru failure = Вариант использования завершается неудачей. | Сценарий завершается с ошибкой.
ru failure = Прецедент завершается неуспешно.
ru 3 = Возврат на шаг 3. | Перейти к шагу 3. | Система возвращает пользователя к шагу 3.
ru 3 = Выполнение продолжается с шага 3 основного потока. | Возврат к step 3 | Вернуться к началу шага 3.
ru 3 = Сценарий возобновляется с пункта 3. | Далее шаг 3
ru next = Переход к следующему шагу. | Сценарий продолжается со следующего шага.
ru restart = Вариант использования начинается сначала. | Возврат к началу сценария. | Вернуться в начало.
ru restart = Прецедент повторяется с начала.
ru repeat 2-4 = Повторить шаги 2-4. | Шаги 2-4 повторяются.
ru until 2-4 = Шаги 2-4 повторяются, пока не будут проданы все.
uk end = Варіант використання завершується. | Прецедент закінчується. | Кінець сценарію. | Процес завершується.
uk end = Операція скасовується. | Сценарій переривається. | Завершення варіанту використання.
uk success = Варіант використання завершується успішно. | Сценарій завершується з успіхом.
uk success = Прецедент успішно завершується.
uk failure = Варіант використання завершується невдачею. | Сценарій завершується з помилкою.
uk failure = Прецедент завершується неуспішно.
uk 3 = Повернення до кроку 3. | Перейти до кроку 3. | Система повертає користувача до кроку 3.
uk 3 = Виконання продовжується з кроку 3 основного сценарію. | Повернення до step 3
uk 3 = Повернутися до початку кроку 3. | Повернення на крок 3 | Система повертається до кроку 3.
uk next = Перехід до наступного кроку. | Сценарій продовжується з наступного кроку.
uk restart = Варіант використання починається спочатку. | Повернення до початку сценарію.
uk restart = Повернутися на початок. | Сценарій починається заново.
uk repeat 2-4 = Повторити кроки 2-4. | Кроки 2-4 повторюються.
uk until 2-4 = Кроки 2-4 повторюються, поки не буде продано все.
cs end = Případ užití končí. | Konec případu užití | Proces končí. | Operace je zrušena.
cs end = Tím případ užití končí. | Scénář je ukončen. | Ukonči akci.
cs success = Případ užití končí úspěšně. | Případ užití končí úspěchem. | Případ užití je úspěšně ukončen.
cs failure = Případ užití končí neúspěchem. | Případ užití selže. | Případ užití končí chybou.
cs 3 = Návrat ke kroku 3. | Pokračuje se krokem 3. | Scénář pokračuje od kroku 3. | Vrať se na step 3
cs 3 = Systém vrátí uživatele zpět ke kroku 3. | Návrat na začátek kroku 3 | Přechod na krok 3 hlavního scénáře
cs next = Pokračuje se dalším krokem. | Scénář pokračuje následujícím krokem.
cs restart = Případ užití začíná znovu. | Návrat na začátek. | Návrat na začátek scénáře.
cs restart = Případ užití se opakuje od začátku.
cs repeat 2-4 = Opakují se kroky 2-4. | Opakujte kroky 2 až 4.
cs until 2-4 = Kroky 2-4 se opakují, dokud není vše prodáno.
sk end = Prípad použitia končí. | Koniec prípadu použitia | Proces končí. | Operácia je zrušená.
sk end = Tým prípad použitia končí. | Scenár je ukončený. | Ukonči akciu. | Use case sa ukončí.
sk success = Prípad použitia končí úspešne. | Prípad použitia končí úspechom.
sk success = Prípad použitia je úspešne ukončený.
sk failure = Prípad použitia končí neúspechom. | Prípad použitia zlyhá. | Prípad použitia končí chybou.
sk 3 = Vráť sa ku kroku 3 | Návrat na krok 3. | Pokračuje sa krokom 3.
sk 3 = Scenár pokračuje od kroku 3 hlavného scenára. | Vráť sa na step 3
sk 3 = Systém vráti používateľa späť ku kroku 3. | Systém sa vráti na krok 3. | Návrat na začiatok kroku 3
sk 3 = Pokračuje sa od bodu 3.
sk next = Pokračuje sa ďalším krokom. | Scenár pokračuje nasledujúcim krokom.
sk restart = Prípad použitia začína odznova. | Návrat na začiatok. | Vráť sa na začiatok scenára.
sk restart = Prípad použitia sa opakuje od začiatku.
sk repeat 2-4 = Opakujú sa kroky 2-4. | Opakujte kroky 2 až 4.
sk until 2-4 = Kroky 2-4 sa opakujú, kým nie je všetko predané.
pl end = Przypadek użycia kończy się. | Koniec scenariusza | Proces kończy się. | Operacja zostaje anulowana.
pl end = Przypadek użycia zostaje przerwany. | System kończy przypadek użycia. | Zakończenie przypadku użycia
pl success = Przypadek użycia kończy się sukcesem. | Przypadek użycia kończy się pomyślnie.
pl success = Scenariusz kończy się powodzeniem.
pl failure = Przypadek użycia kończy się niepowodzeniem. | Przypadek użycia kończy się porażką.
pl failure = Scenariusz kończy się błędem.
pl 3 = Powrót do kroku 3. | Przejdź do kroku 3. | Scenariusz jest kontynuowany od kroku 3. | Powrót do step 3
pl 3 = System wraca do punktu 3 scenariusza głównego. | Powrót na początek kroku 3
pl 3 = Następuje powrót do punktu 3.
pl next = Przejście do następnego kroku. | Scenariusz jest kontynuowany od następnego kroku.
pl restart = Przypadek użycia zaczyna się od początku. | Powrót do początku. | Powrót na początek scenariusza.
pl restart = Przypadek użycia rozpoczyna się od nowa.
pl repeat 2-4 = Powtórz kroki 2-4. | Kroki 2-4 są powtarzane.
pl until 2-4 = Powtarzaj kroki 2-4, aż wszystko zostanie sprzedane.
hu end = A használati eset véget ér. | A használati eset vége. | A folyamat véget ér. | A művelet megszakad.
hu end = A forgatókönyv lezárul. | Vége a használati esetnek.
hu success = A használati eset sikeresen véget ér. | A használati eset sikerrel zárul.
hu success = A folyamat sikeresen befejeződik.
hu failure = A használati eset sikertelenül zárul. | A használati eset meghiúsul.
hu failure = A használati eset hibával ér véget.
hu 3 = Vissza a 3. lépésre. | A folyamat a 3. lépéstől folytatódik. | Visszatérés a 3. pontra.
hu 3 = Ugrás a 3. lépésre | Vissza a step 3-ra | A rendszer visszalép a 3. lépéshez. | Folytatás a 3. ponttól
hu next = Folytatás a következő lépéssel. | A használati eset a következő lépéssel folytatódik.
hu restart = A használati eset újraindul. | Vissza az elejére. | A használati eset elölről kezdődik.
hu restart = Vissza a forgatókönyv elejére.
hu repeat 2-4 = A 2-4. lépések ismétlődnek. | A rendszer megismétli a 2-4. lépéseket.
hu until 2-4 = A 2-4. lépések ismétlődnek, amíg nem fogy el minden.
nl end = De use case eindigt. | Einde use case | Het proces eindigt. | De handeling wordt geannuleerd.
nl end = Het scenario stopt hier. | De use case wordt afgebroken. | De use case is ten einde.
nl success = De use case eindigt succesvol. | De use case eindigt met succes.
nl success = De use case wordt succesvol afgerond.
nl failure = De use case eindigt zonder succes. | De use case mislukt. | De use case faalt.
nl 3 = Ga terug naar stap 3. | Terug naar step 3 | Keer terug naar stap 3. | Ga verder met stap 3
nl 3 = Het scenario gaat verder vanaf stap 3. | Terug naar het begin van stap 3
nl 3 = De use case wordt hervat bij stap 3. | Verder bij stap 3
nl next = Ga verder met de volgende stap. | De use case gaat verder bij de volgende stap.
nl restart = De use case begint opnieuw. | Terug naar het begin. | Terug naar het begin van de use case.
nl restart = De use case start opnieuw.
nl repeat 2-4 = Herhaal stappen 2-4. | Stappen 2 tot en met 4 worden herhaald.
nl until 2-4 = Herhaal stappen 2-4 totdat alles verkocht is.
tr end = Kullanım durumu sona erer. | Senaryo biter. | Süreç sona erer. | İşlem iptal edilir.
tr end = Kullanım durumu burada sonlanır. | Sistem kullanım durumunu sonlandırır. | Use case biter.
tr success = Kullanım durumu başarıyla sona erer. | Senaryo başarıyla tamamlanır.
tr success = Use case başarılı bir şekilde biter.
tr failure = Kullanım durumu başarısızlıkla sona erer. | Kullanım durumu başarısız olur.
tr failure = Senaryo hata ile biter.
tr 3 = 3. adıma geri dönülür. | Adım 3'e dön. | Sistem 3. adıma döner. | Step 3'e dönülür.
tr 3 = 3. adımdan devam edilir. | Akış 3. adımdan devam eder. | Ana senaryonun 3. adımına dönülür.
tr next = Bir sonraki adıma geçilir. | Sonraki adımdan devam edilir.
tr restart = Kullanım durumu yeniden başlar. | Senaryonun başına dönülür. | Başa dönülür.
tr restart = Senaryo baştan başlar.
tr repeat 2-4 = 2-4 adımları tekrarlanır. | Adım 2-4 tekrarlanır.
tr until 2-4 = Hepsi satılana kadar 2-4 adımları tekrarlanır.
vi end = Use case kết thúc. | Quy trình kết thúc. | Kết thúc luồng. | Thao tác bị hủy.
vi end = Ca sử dụng kết thúc tại đây. | Hệ thống kết thúc use case.
vi success = Use case kết thúc thành công. | Ca sử dụng kết thúc thành công. | Quy trình hoàn tất thành công.
vi failure = Use case kết thúc thất bại. | Ca sử dụng kết thúc không thành công. | Use case thất bại.
vi 3 = Quay lại bước 3. | Trở về bước 3 của luồng chính. | Hệ thống quay lại bước 3. | Tiếp tục từ bước 3.
vi 3 = Quay lại step 3 | Use case tiếp tục ở bước 3. | Quay lại đầu bước 3
vi next = Tiếp tục bước tiếp theo. | Chuyển sang bước tiếp theo.
vi restart = Use case bắt đầu lại. | Quay lại từ đầu. | Quay lại đầu luồng. | Use case bắt đầu lại từ đầu.
vi repeat 2-4 = Lặp lại các bước 2-4. | Các bước 2 đến 4 được lặp lại.
vi until 2-4 = Lặp lại bước 2-4 cho đến khi bán hết.
zh end = 用例结束。 | 本用例到此结束。 | 结束用例 | 流程终止。 | 操作取消。 | 系统终止用例。 | 该用例流程结束。
zh end = 退出用例
zh success = 用例成功结束。 | 用例以成功结束。 | 本用例成功完成。
zh failure = 用例失败。 | 用例以失败告终。 | 用例失败结束。
zh 3 = 返回步骤3。 | 返回第3步。 | 回到主流程第三步 | 转到步骤 3 继续执行 | 返回step 3 | 从步骤3继续。 | 跳转至第3步
zh 3 = 系统返回到步骤3。 | 返回步骤3开始处
zh next = 继续下一步。 | 用例继续执行下一步。
zh restart = 返回事件流开头。 | 用例重新开始。 | 返回开始。 | 回到流程的起点。 | 返回主流程开始处
zh repeat 2-4 = 重复步骤2-4。 | 重复第2-4步。
zh until 2-4 = 重复步骤2-4，直到全部售完。
ja end = ユースケースを終了する。 | ユースケースは終了する。 | ユースケース終了 | フローを終了する。
ja end = 処理を終了する。 | 操作を中止する。 | 本ユースケースは終了となる。
ja success = ユースケースは成功で終了する。 | ユースケースは正常に終了する。 | ユースケースは成功する。
ja failure = ユースケースは失敗で終了する。 | ユースケースは異常終了する。 | ユースケースは失敗する。
ja 3 = ステップ3に戻る。 | 基本フローのステップ3へ戻る。 | 手順3から再開する。 | step 3 に戻る
ja 3 = システムはステップ3に進む。 | 3に戻る | ステップ3の最初に戻る
ja next = 次のステップに進む。 | ユースケースは次のステップから続行する。
ja restart = ユースケースを最初からやり直す。 | 最初に戻る。 | 基本フローの最初に戻る。 | フローの先頭に戻る
ja repeat 2-4 = ステップ2-4を繰り返す。 | 手順2～4を繰り返す。
ja until 2-4 = すべて売れるまでステップ2-4を繰り返す。
ko end = 유스케이스를 종료한다. | 유스케이스가 종료된다. | 유스케이스 종료 | 프로세스가 종료된다. | 작업이 취소된다.
ko end = 시스템은 유스케이스를 종료한다. | 시나리오가 끝난다.
ko success = 유스케이스가 성공적으로 종료된다. | 유스케이스를 성공적으로 마친다. | 유스케이스가 성공으로 끝난다.
ko failure = 유스케이스가 실패로 종료된다. | 유스케이스가 실패한다. | 시나리오가 실패로 끝난다.
ko 3 = 3단계로 돌아간다. | 단계 3으로 이동한다. | 기본 흐름의 3단계로 돌아간다. | 3번으로 돌아간다.
ko 3 = step 3으로 돌아간다. | 시스템은 3단계부터 다시 진행한다.
ko 3 = 3단계를 다시 수행한다.
ko next = 다음 단계로 진행한다. | 유스케이스는 다음 단계로 이동한다.
ko restart = 유스케이스를 처음부터 다시 시작한다. | 처음으로 돌아간다. | 흐름의 처음으로 돌아간다.
ko restart = 유스케이스가 다시 시작된다.
ko repeat 2-4 = 2-4단계를 반복한다. | 단계 2-4를 반복한다.
ko until 2-4 = 모두 팔릴 때까지 2-4단계를 반복한다.
id end = Use case berakhir. | Use case selesai. | Alur berakhir. | Proses selesai. | Operasi dibatalkan.
id end = Sistem mengakhiri use case. | Akhir use case
id success = Use case berakhir dengan sukses. | Use case berakhir dengan berhasil.
id success = Use case selesai dengan sukses.
id failure = Use case berakhir dengan kegagalan. | Use case gagal. | Use case berakhir gagal.
id 3 = Kembali ke langkah 3. | Kembali ke step 3 | Lanjut ke langkah 3. | Sistem kembali ke langkah 3.
id 3 = Use case dilanjutkan dari langkah 3. | Kembali ke alur utama langkah 3 | Kembali ke awal langkah 3
id next = Lanjut ke langkah berikutnya. | Use case berlanjut ke langkah selanjutnya.
id restart = Use case dimulai dari awal. | Kembali ke awal. | Kembali ke awal alur.
id restart = Use case diulang dari awal.
id repeat 2-4 = Ulangi langkah 2-4. | Langkah 2 sampai 4 diulangi.
id until 2-4 = Ulangi langkah 2-4 hingga semuanya terjual.
fa end = مورد کاربرد پایان می‌یابد. | پایان مورد کاربرد | فرایند پایان می‌یابد. | عملیات لغو می‌شود.
fa end = سناریو خاتمه می‌یابد. | مورد کاربرد به پایان می‌رسد.
fa success = مورد کاربرد با موفقیت پایان می‌یابد. | سناریو با موفقیت به پایان می‌رسد.
fa success = مورد کاربرد با موفقیت تمام می‌شود.
fa failure = مورد کاربرد با شکست پایان می‌یابد. | مورد کاربرد شکست می‌خورد. | مورد کاربرد با خطا پایان می‌یابد.
fa 3 = بازگشت به گام ۳ | به مرحله ۳ برمی‌گردد. | سیستم به گام 3 بازمی‌گردد. | از گام ۳ ادامه می‌یابد.
fa 3 = بازگشت به step 3 | سناریو از مرحله ۳ ادامه پیدا می‌کند. | به گام ۳ بروید
fa next = ادامه با گام بعدی | به گام بعد می‌رود.
fa restart = بازگشت به ابتدای سناریو | مورد کاربرد از ابتدا شروع می‌شود. | بازگشت به ابتدا
fa restart = مورد کاربرد دوباره آغاز می‌شود.
fa repeat 2-4 = گام‌های ۲ تا ۴ تکرار می‌شوند. | مراحل 2-4 تکرار می‌شود.
fa until 2-4 = گام‌های 2-4 تا زمانی که همه فروخته شود تکرار می‌شوند.
"""

# The end is said beside something else, in the last clause.
CLAUSES = """
en 3 = The system shows an error, and the use case continues at step 3.
en 3 = The clerk cancels and goes back to step 3.
en end = The clerk cancels and the use case ends.
pt 3 = O sistema avisa e o fluxo retorna ao passo 3. | O sistema avisa, retornando ao passo 3.
pt end = O sistema avisa e o caso de uso é encerrado. | O ator cancela, encerrando o caso de uso.
es 3 = El sistema avisa y vuelve al paso 3. | El sistema avisa, volviendo al paso 3.
es end = El sistema avisa y finaliza el caso de uso. | El actor cancela, finalizando el caso de uso.
fr 3 = Le système avertit et revient à l'étape 3. | Le système avertit, retour à l'étape 3.
fr end = Le système avertit et le cas d'utilisation se termine. | L'acteur annule, fin du cas d'utilisation.
de 3 = Das System warnt und kehrt zu Schritt 3 zurück. | Das System warnt, weiter mit Schritt 3.
de end = Das System warnt und der Anwendungsfall endet. | Das System warnt, womit der Anwendungsfall endet.
it 3 = Il sistema avvisa e si torna al passo 3. | Il sistema avvisa, tornando al passo 3.
it end = Il sistema avvisa e il caso d'uso termina. | L'attore annulla, terminando il caso d'uso.
ru 3 = Система сообщает и возвращает пользователя на шаг 3. | Система сообщает, возвращаясь к шагу 3.
ru end = Система сообщает, и вариант использования завершается.
ru end = Пользователь отменяет, завершая прецедент использования.
uk 3 = Система повідомляє та повертається до кроку 3. | Система повідомляє, повертаючись до кроку 3.
uk end = Система повідомляє, і варіант використання завершується.
uk end = Користувач скасовує, завершуючи варіант використання.
cs 3 = Student se přihlásí a pokračuje v kroku 3. | Systém upozorní, návrat na krok 3.
cs end = Systém upozorní a případ užití končí. | Uživatel odmítne, čímž případ užití končí.
sk 3 = Študent sa prihlási a pokračuje v kroku 3. | Systém upozorní, návrat na krok 3.
sk end = Systém upozorní a prípad použitia končí. | Používateľ odmietne, čím prípad použitia končí.
pl 3 = System ostrzega i wraca do kroku 3. | System ostrzega, wracając do kroku 3.
pl end = System ostrzega i przypadek użycia kończy się. | Użytkownik rezygnuje, kończąc przypadek użycia.
hu 3 = A rendszer figyelmeztet, majd visszatér a 3. lépéshez.
hu 3 = A rendszer figyelmeztet és a 3. lépéstől folytatódik.
hu end = A rendszer figyelmeztet, és a használati eset véget ér.
hu end = A rendszer figyelmeztet, ezzel a használati eset véget ér.
nl 3 = Het systeem waarschuwt en gaat terug naar stap 3. | Het systeem waarschuwt, terug naar stap 3.
nl end = Het systeem waarschuwt en de use case eindigt. | Het systeem waarschuwt, waarna de use case eindigt.
tr 3 = Sistem uyarır ve 3. adıma döner. | Sistem uyarır, 3. adıma dönülür.
tr end = Sistem uyarır ve kullanım durumu sona erer. | Sistem uyarır, kullanım durumu sona erer.
vi 3 = Hệ thống báo lỗi và quay lại bước 3. | Hệ thống báo lỗi, quay lại bước 3.
vi end = Hệ thống báo lỗi và use case kết thúc. | Hệ thống báo lỗi, kết thúc use case.
zh 3 = 系统提示错误，返回步骤3。 | 系统提示错误，并回到第3步。
zh end = 系统提示错误,用例结束。 | 系统提示错误，流程终止。
ja 3 = エラーを表示し、ステップ3に戻る。 | エラーを表示して、手順3から再開する。
ja end = エラーを表示し、ユースケースを終了する。 | エラーを表示して、本ユースケースを終了する。
ko 3 = 시스템은 오류를 표시하고 3단계로 돌아간다. | 오류를 표시한 후, 3단계로 돌아간다.
ko end = 오류를 표시하고 유스케이스를 종료한다. | 오류를 표시한 후, 유스케이스가 종료된다.
id 3 = Sistem menampilkan pesan dan kembali ke langkah 3. | Sistem menampilkan pesan, kembali ke step 3.
id end = Sistem menampilkan pesan dan use case berakhir. | Sistem menampilkan pesan, lalu use case selesai.
fa 3 = سیستم پیام می‌دهد و به گام ۳ بازمی‌گردد. | سیستم پیام می‌دهد، بازگشت به گام ۳.
fa end = سیستم پیام می‌دهد و مورد کاربرد پایان می‌یابد. | سیستم پیام می‌دهد، پایان مورد کاربرد.
"""

# Where a flow leaves: at step 3, after it, or at any time.
ANCHORS = """
en at = In step 3, X | At step 3: X | Step 3: X | If at step 3 X
en after = After step 3, X | Once step 3 is done: X
en any = At any time, X | Anytime: X | In every step, X
pt at = No passo 3, X | Passo 3: X | No step 3, X | Alternativa ao passo 3: X
pt after = Após o passo 3, X | Depois do passo 3: X
pt any = A qualquer momento, X | Em qualquer altura: X | Em qualquer passo, X
es at = En el paso 3, X | Paso 3: X | En el step 3, X | Alternativa al paso 3: X
es after = Después del paso 3, X | Tras el paso 3: X
es any = En cualquier momento, X | En todo momento: X | En cualquier paso, X
fr at = À l'étape 3, X | Étape 3 : X | Au step 3, X | Lors de l'étape 3 : X
fr after = Après l'étape 3, X | À l'issue de l'étape 3 : X
fr any = À tout moment, X | À n'importe quel moment : X | À chaque étape, X
de at = In Schritt 3: X | Schritt 3: X | In Step 3: X | Alternative zu Schritt 3: X
de after = Nach Schritt 3: X | Im Anschluss an Schritt 3: X
de any = Jederzeit: X | Zu jedem Zeitpunkt: X | In jedem Schritt: X
it at = Al passo 3, X | Passo 3: X | Allo step 3, X | Durante il passo 3, X
it after = Dopo il passo 3, X | Al termine del passo 3: X
it any = In qualsiasi momento, X | In ogni momento: X | Ad ogni passo, X
ru at = На шаге 3: X | Шаг 3: X | На step 3: X | В пункте 3: X
ru after = После шага 3: X | По завершении шага 3: X
ru any = В любой момент: X | На любом шаге: X | В любое время: X
uk at = На кроці 3: X | Крок 3: X | На step 3: X | У кроці 3: X
uk after = Після кроку 3: X | Після завершення кроку 3: X
uk any = У будь-який момент: X | На будь-якому кроці: X | Будь-коли: X
cs at = V kroku 3: X | Krok 3: X | Ve step 3: X | Alternativa ke kroku 3: X
cs after = Po kroku 3: X | Po dokončení kroku 3: X
cs any = Kdykoliv: X | V libovolném okamžiku: X | V kterémkoli kroku: X
sk at = V kroku 3: X | Krok 3: X | V step 3: X | Alternatíva ku kroku 3: X
sk after = Po kroku 3: X | Po dokončení kroku 3: X
sk any = Kedykoľvek: X | V ľubovoľnom okamihu: X | V ktoromkoľvek kroku: X
pl at = W kroku 3: X | Krok 3: X | W step 3: X | W punkcie 3: X
pl after = Po kroku 3: X | Po zakończeniu kroku 3: X
pl any = W dowolnym momencie: X | W każdej chwili: X | W dowolnym kroku: X
hu at = A 3. lépésben: X | 3. lépés: X | A 3. pontnál: X | Step 3: X
hu after = A 3. lépés után: X | A 3. lépést követően: X
hu any = Bármikor: X | Bármely lépésnél: X | Tetszőleges időpontban: X
nl at = In stap 3: X | Stap 3: X | Bij step 3: X | Tijdens stap 3: X
nl after = Na stap 3: X | Na afloop van stap 3: X
nl any = Op elk moment: X | Te allen tijde: X | Bij elke stap: X
tr at = 3. adımda: X | Adım 3: X | Step 3'te: X | Adım 3'te: X
tr after = 3. adımdan sonra: X | Adım 3'ten sonra: X
tr any = Herhangi bir anda: X | Her zaman: X | Herhangi bir adımda: X
vi at = Tại bước 3: X | Bước 3: X | Tại step 3: X | Ở bước 3: X
vi after = Sau bước 3: X | Sau khi hoàn thành bước 3: X
vi any = Bất cứ lúc nào: X | Tại bất kỳ thời điểm nào: X | Ở bất kỳ bước nào: X
zh at = 在步骤3：X | 步骤3：X | 在step 3中：X | 第3步：X | 步骤三：X
zh after = 步骤3之后：X | 在第3步后：X
zh any = 随时：X | 在任何时候：X | 任何步骤：X
ja at = ステップ3で：X | ステップ3：X | step 3 で：X | 手順3において：X
ja after = ステップ3の後：X | ステップ3の完了後：X
ja any = いつでも：X | 任意の時点で：X | どのステップでも：X
ko at = 3단계에서: X | 3단계: X | 단계 3에서: X | step 3에서: X
ko after = 3단계 후: X | 3단계 이후: X
ko any = 언제든지: X | 언제라도: X | 모든 단계에서: X
id at = Pada langkah 3: X | Langkah 3: X | Pada step 3: X | Di langkah 3: X
id after = Setelah langkah 3: X | Sesudah langkah 3: X
id any = Kapan saja: X | Setiap saat: X | Pada setiap langkah: X
fa at = در گام ۳: X | گام ۳: X | در step 3: X | در مرحله ۳: X
fa after = پس از گام ۳: X | بعد از مرحله ۳: X
fa any = در هر زمان: X | در هر لحظه: X | هر وقت: X
"""

CHOICES = """
en The clerk either tries again and returns to step 3, or cancels, and the use case ends.
de Der Kunde versucht es entweder erneut oder bricht ab, und der Anwendungsfall endet.
ru Пользователь либо повторяет ввод, либо отменяет его, завершая вариант использования.
cs Zákazník buď opraví údaje, nebo odejde, a případ užití končí.
sk Zákazník buď opraví údaje, alebo odíde, a prípad použitia končí.
"""

NO_ENDS = """
The operation succeeds.
The clerk cancels the operation.
The system processes the order.
The process continues.
The clerk is back.
The system sends the user to the main page.
O processo começa.
El sistema cancela el pedido.
Der Vorgang wird gespeichert.
Операция выполняется.
操作成功。
"""


def rows(table: str) -> list[tuple[str, str, str]]:
    split = [line.split(" = ", 1) for line in table.strip().splitlines()]
    return [(head[:2], head[3:], each.strip()) for head, said in split for each in said.split(" | ")]


SHORT = {"resume at next step": "next", "end in success": "success", "end in failure": "failure"}
SHORT |= {"resume at": "", "repeat until": "until"}


def meant(control: Control | None) -> str:
    if control is None:
        return "nothing"
    place = control.target or control.range
    return f"{SHORT.get(control.kind, control.kind)} {place.text if place else ''}".strip()


def left(anchor: Anchor | None) -> str:
    if anchor is None:
        return ""
    return "any" if anchor.any_time else f"{'after' if anchor.after else 'at'} {anchor.steps}"


@pytest.mark.parametrize(("language", "expected", "sentence"), rows(ENDS))
def test_an_end_that_a_sentence_says(language: str, expected: str, sentence: str) -> None:
    for spoken in ((), (language,)):
        assert meant(end_of(sentence, spoken)) == expected


@pytest.mark.parametrize(("language", "expected", "sentence"), rows(CLAUSES))
def test_an_end_that_the_last_clause_says(language: str, expected: str, sentence: str) -> None:
    for spoken in ((), (language,)):
        assert meant(clause(sentence, spoken)) == expected
        assert end_of(sentence, spoken) is None


@pytest.mark.parametrize("line", CHOICES.strip().splitlines())
def test_an_end_that_is_one_of_two_is_none(line: str) -> None:
    assert clause(line[3:], (line[:2],)) is None


@pytest.mark.parametrize("sentence", NO_ENDS.strip().splitlines())
def test_a_sentence_that_goes_on(sentence: str) -> None:
    assert end_of(sentence) is None


@pytest.mark.parametrize(("language", "expected", "text"), rows(ANCHORS))
def test_where_a_flow_leaves(language: str, expected: str, text: str) -> None:
    for spoken in ((), (language,)):
        anchor = anchor_of(text, spoken)
        assert left(anchor) == {"any": "any"}.get(expected, f"{expected} ((3, 3),)")
        assert anchor is not None and anchor.rest.endswith("X")


def test_ranges_in_words_of_several_words() -> None:
    """And with the wave that ranges have in Japanese."""
    assert meant(end_of("Stappen 2 tot en met 4 worden herhaald.", ("nl",))) == "repeat 2-4"
    assert meant(end_of("Repeat steps 2 up to 4.", ("en",))) == "repeat 2-4"
    assert anchor_of("In stappen 2 tot en met 4: X", ("nl",)) == Anchor(((2, 4),), False, "X")
    assert meant(end_of("手順2～4を繰り返す。", ("ja",))) == "repeat 2-4"


def test_every_language_with_wordings_of_its_own_is_asked() -> None:
    asked = {language for language, _, _ in rows(ENDS)}
    assert asked == {language for language, _, _ in rows(ANCHORS)} == {language for language, _, _ in rows(CLAUSES)}
    assert set(languages()) - asked == {"ro", "sv", "ar"}
