# language: pt
# O balcão de uma biblioteca pública: empréstimo, devolução, reserva e avisos.

sistema: Biblioteca Municipal
  Sabe que exemplares a biblioteca tem, onde estão e quando voltam.
  também conhecido como: Biblioteca

ator: Leitor
  Pessoa inscrita, com um cartão da biblioteca.
  também conhecido como: Utilizador
ator: Bibliotecário
  Atende no balcão e cuida do acervo.
ator: Serviço de Mensagens
  Entrega mensagens ao telefone ou ao correio eletrónico.
  tipo: sistema
ator: Calendário
  Anuncia o começo de cada dia.
  tipo: tempo

termo: Obra
  O que um autor escreveu, seja qual for a edição.
termo: Exemplar
  Um livro de papel, com um código na capa.
termo: Empréstimo
  Os exemplares que um Leitor leva de uma vez, com o prazo de devolução.
termo: Multa
  O que se paga por um atraso.

regra RN-1: Um Leitor tem no máximo cinco exemplares emprestados.
regra RN-2: Um exemplar reservado só sai com quem o reservou.
regra RN-3: Cada dia de atraso custa cinquenta cêntimos por exemplar.

condição inscrito: O Leitor está inscrito.
  dada: sim

caso de uso CU01: Requisitar livros
  O Leitor leva para casa os livros que escolheu, sem esperar na fila do balcão.
  nível: objetivo do utilizador
  estado: aprovado
  prioridade: alta
  ator primário: Leitor
  atores secundários: Serviço de Mensagens
  partes interessadas:
    - Leitor: sabe que empréstimo está registado e até quando.
    - Bibliotecário: nenhum exemplar sai sem um empréstimo registado.
  gatilho: O Leitor encontrou na estante o que quer ler.
  pré-condições:
    - inscrito
  garantias mínimas:
    - Nenhum exemplar consta como emprestado a duas pessoas.
  garantias de sucesso:
    - O empréstimo está registado.
  regras de negócio: RN-1, RN-2
  frequência: diária

  fluxo principal:
    1. O Leitor identifica-se (inclui CU02).
    2. O Leitor pousa um exemplar na mesa de empréstimo.
    3. O Sistema verifica que o exemplar está livre. [RN-2]
    repete 2-3 até que a mesa fique sem exemplares
    4. O Sistema mostra os exemplares com o prazo de devolução.
    5. O Leitor confirma o empréstimo.
    6. O Sistema regista o empréstimo. [RN-1]
       => O empréstimo está registado.
    7. O Sistema envia o comprovativo pelo Serviço de Mensagens.

  fluxos alternativos:
    3a. O exemplar está reservado para outra pessoa:
      1. O Sistema pede ao Leitor que deixe o exemplar no carrinho.
      retoma no passo seguinte
    7a. O Serviço de Mensagens não responde em dez segundos:
      1. O Sistema imprime o comprovativo.
      termina com sucesso

  fluxos de exceção:
    *a. Falta energia na biblioteca:
      1. O Sistema guarda o estado do empréstimo.
      termina em falha
    1a. A identificação do Leitor falha:
      termina em falha
    2-4a. O Leitor desiste do empréstimo:
      1. O Sistema deixa os exemplares livres.
      termina em falha
    5a. O empréstimo passa de cinco exemplares:
      1. O Sistema lembra ao Leitor o limite. [RN-1]
      2. O Sistema deixa os exemplares livres.
      termina em falha

  pontos de extensão:
    - pendências: 5
  exemplos:
    | obra                     | exemplares livres | prazo   |
    | Dom Casmurro             | 2                 | 14 dias |
    | Os Maias                 | 1                 | 14 dias |
    | Dicionário da biblioteca | 0                 | nenhum  |

caso de uso CU02: Identificar o leitor
  A biblioteca sabe com quem está a lidar antes de entregar alguma coisa.
  nível: subfunção
  estado: verificado
  ator primário: Leitor
  partes interessadas:
    - Leitor: ninguém leva livros em nome de outro sem a senha.
  gatilho: Um cartão encosta na mesa de empréstimo.
  garantias mínimas:
    - A senha não aparece em lugar nenhum.
  garantias de sucesso:
    - O Leitor está identificado.

  fluxo principal:
    1. O Leitor encosta o cartão na mesa de empréstimo.
    2. O Sistema pede a senha.
    3. O Leitor introduz a senha.
    4. O Sistema verifica que a senha pertence ao cartão. [E1, E2]
       => O Leitor está identificado.

  fluxos de exceção:
    1a. O cartão perdeu a validade:
      1. O Sistema pede ao Leitor que passe no balcão.
      termina em falha
    E1. A senha está errada:
      1. O Sistema conta a tentativa.
      retoma no passo 2
    E2. Três tentativas estão contadas:
      1. O Sistema bloqueia o cartão até o dia seguinte.
      termina em falha

caso de uso CU03: Pagar uma multa
  Quem tem uma multa em aberto resolve o assunto na hora e segue com o empréstimo.
  nível: subfunção
  estado: implementado
  ator primário: Leitor
  partes interessadas:
    - Leitor: paga a multa uma só vez e sabe porquê.
  gatilho: O Leitor deve alguma coisa à biblioteca.
  garantias mínimas:
    - A multa em aberto nunca cresce com uma tentativa de pagamento.
  garantias de sucesso:
    - A multa está paga.
  estende: CU01 no ponto pendências quando o Leitor tem uma multa em aberto

  fluxo principal:
    1. O Leitor consulta a multa.
    2. O Sistema mostra os dias de atraso de cada exemplar. [RN-3]
    3. O Leitor paga o valor da multa.
    4. O Sistema dá a multa por paga.
       => A multa está paga.

  fluxos de exceção:
    3a. O Leitor contesta os dias de atraso:
      1. O Sistema encaminha a multa ao balcão.
      termina em falha

  variações:
    - 3: cartão | moedas | transferência

caso de uso CU04: Receber uma devolução
  Um exemplar volta à estante, ou a quem esperava por ele.
  nível: objetivo do utilizador
  estado: verificado
  ator primário: Bibliotecário
  atores secundários: Serviço de Mensagens
  partes interessadas:
    - Bibliotecário: sabe de cada devolução para onde vai o exemplar.
    - Leitor: a devolução conta a partir do momento da entrega.
  gatilho: Um livro chega ao balcão.
  pré-condições:
    - O empréstimo está registado.
  garantias mínimas:
    - O exemplar tem um só estado: emprestado, livre ou reservado.
  garantias de sucesso:
    - A devolução está registada.
  regras de negócio: RN-3

  fluxo principal:
    1. O Bibliotecário lê o código do exemplar.
    2. O Sistema mostra o empréstimo com o prazo.
    3. O Bibliotecário descreve o dano na capa.
    opcional 3 quando o exemplar está danificado
    4. O Sistema regista a devolução.
       => A devolução está registada.
    5. O Sistema indica a estante do exemplar.
    6. O Bibliotecário guarda o exemplar.

  fluxos alternativos:
    1a. O código está ilegível:
      1. O Bibliotecário introduz o número da etiqueta.
      retoma no passo seguinte
    2a. O prazo passou:
      1. O Sistema calcula a multa. [RN-3]
      2. O Bibliotecário confirma os dias de atraso.
      retoma no passo 4
    5a. O exemplar está reservado:
      1. O Sistema avisa quem reservou pelo Serviço de Mensagens. [RN-2]
      2. O Bibliotecário põe o exemplar na prateleira das reservas.
      termina com sucesso

  fluxos de exceção:
    2b. O exemplar pertence a outra biblioteca:
      1. O Bibliotecário separa o exemplar para o correio.
      termina em falha

caso de uso CU05: Avisar atrasos
  Um lembrete amável chega antes da multa.
  nível: objetivo do utilizador
  estado: em revisão
  ator primário: Calendário
  atores secundários: Serviço de Mensagens, Bibliotecário
  partes interessadas:
    - Leitor: recebe o aviso a tempo de evitar a multa.
    - Bibliotecário: não telefona a ninguém por causa de um atraso já avisado.
  gatilho: Começa um novo dia.
  pré-condições:
    - O empréstimo está registado.
  garantias mínimas:
    - Ninguém recebe dois avisos no mesmo dia.
  garantias de sucesso:
    - Os atrasos do dia estão avisados.
  frequência: diária

  fluxo principal:
    1. O Calendário anuncia um novo dia.
    2. O Sistema escolhe um empréstimo que acaba em dois dias.
    3. O Sistema envia um lembrete pelo Serviço de Mensagens.
    repete 2-3 para cada empréstimo perto do prazo
    4. O Calendário anuncia o fim da manhã.
    5. O Sistema entrega ao Bibliotecário a lista dos avisos.
       => Os atrasos do dia estão avisados.

  fluxos alternativos:
    3a. O Serviço de Mensagens não responde em um minuto:
      1. O Sistema põe o lembrete na lista do Bibliotecário.
      retoma no passo seguinte
    5a. A lista está vazia:
      1. O Sistema anota um dia sem avisos.
      termina com sucesso
      => Os atrasos do dia estão avisados.

  questões em aberto:
    - O aviso também vale para exemplares reservados?
