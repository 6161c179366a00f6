module example.org/relais-from-go

go 1.19
