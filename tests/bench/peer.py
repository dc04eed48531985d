"""numpy or PyTorch: trains and predicts on command. See process.js for what comes in and what goes out."""
import os
import sys
import time

import numpy as np

inputs, hidden, outputs, rows, batch = (int(text) for text in sys.argv[2:7])
rate = float(sys.argv[7])


def read(*shape):
    data = sys.stdin.buffer.read(4 * int(np.prod(shape)))
    return np.frombuffer(data, dtype=np.float32).reshape(shape).copy()


x, y = read(rows, inputs), read(rows, outputs)
w1, b1, w2, b2 = read(inputs, hidden), read(hidden), read(hidden, outputs), read(outputs)
starts = range(0, rows, batch)
now = time.process_time if os.environ.get('GLASSNET_BENCH_CLOCK') == 'cpu' else time.perf_counter


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


class Numpy:
    def predict(self, part):
        return sigmoid(sigmoid(part @ w1 + b1) @ w2 + b2)

    def epoch(self):
        global w1, b1, w2, b2
        for start in starts:
            part, target = x[start:start + batch], y[start:start + batch]
            h = sigmoid(part @ w1 + b1)
            o = sigmoid(h @ w2 + b2)
            d2 = (o - target) * np.float32(2 * rate / target.size) * o * (1 - o)
            d1 = (d2 @ w2.T) * h * (1 - h)
            w2 -= h.T @ d2
            b2 -= d2.sum(axis=0)
            w1 -= part.T @ d1
            b1 -= d1.sum(axis=0)

    def rows(self, count):
        return x[:count]


class Torch:
    def __init__(self):
        import torch
        torch.set_num_threads(1)
        self.torch, self.x, self.y = torch, torch.from_numpy(x), torch.from_numpy(y)
        first, second = torch.nn.Linear(inputs, hidden), torch.nn.Linear(hidden, outputs)
        for layer, kernel, bias in ((first, w1, b1), (second, w2, b2)):
            layer.weight.data[:] = torch.from_numpy(kernel.T)
            layer.bias.data[:] = torch.from_numpy(bias)
        self.model = torch.nn.Sequential(first, torch.nn.Sigmoid(), second, torch.nn.Sigmoid())
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=rate)
        self.loss = torch.nn.MSELoss()

    def predict(self, part):
        with self.torch.no_grad():
            return self.model(part)

    def epoch(self):
        for start in starts:
            self.optimizer.zero_grad()
            self.loss(self.model(self.x[start:start + batch]), self.y[start:start + batch]).backward()
            self.optimizer.step()

    def rows(self, count):
        return self.x[:count]


peer = {'numpy': Numpy, 'torch': Torch}[sys.argv[1]]()
for line in iter(sys.stdin.buffer.readline, b''):
    command, *numbers = line.split()
    begun = now()
    if command == b'train':
        for _ in range(int(numbers[0])):
            peer.epoch()
        print(now() - begun, flush=True)
    elif command == b'predict':
        some = peer.rows(int(numbers[0]))
        for _ in range(int(numbers[1])):
            peer.predict(some)
        print(now() - begun, flush=True)
    else:
        print(*np.asarray(peer.predict(peer.rows(rows))).ravel(), flush=True)
