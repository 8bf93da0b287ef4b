package assigntest

// Table is the scores of everybody with every single place, nothing where a pair is not allowed, and
// as many rows as columns.
type Table [][]int64

// NewTable makes the table of a backlog.
func NewTable(applications int, capacity []int, pairs []Pair) Table {
	first, places := make([]int, len(capacity)), 0
	for supporter, size := range capacity {
		first[supporter] = places
		places += size
	}
	side := max(applications, places)
	table := make(Table, side)
	for row := range table {
		table[row] = make([]int64, side)
	}
	for _, pair := range pairs {
		for place := range capacity[pair.Supporter] {
			table[pair.Application][first[pair.Supporter]+place] = pair.Score
		}
	}
	return table
}

// Best is the highest total of the table, by the algorithm of Jonker and Volgenant for dense
// problems (Computing 38, 1987) with its three beginnings: column reduction, reduction transfer and
// augmenting row reduction. A cell with nothing in it is no loss to whoever gets it, so everybody
// may get one.
func (t Table) Best() int64 {
	d := dense{table: t, price: make([]int64, len(t)), columnOf: make([]int, len(t)), rowOf: make([]int, len(t))}
	free := d.transfer(d.reduceColumns())
	for range 2 {
		free = d.reduceRows(free)
	}
	d.augment(free)
	var total int64
	for row, column := range d.columnOf {
		total += t[row][column]
	}
	return total
}

const nobody = -1

// dense works on costs: a score of s costs -s.
type dense struct {
	table           Table
	price           []int64
	columnOf, rowOf []int
}

func (d *dense) cost(row, column int) int64 { return -d.table[row][column] - d.price[column] }

// reduceColumns gives each column to its cheapest row, and tells how many each row won.
func (d *dense) reduceColumns() (won []int) {
	won = make([]int, len(d.table))
	for row := range d.table {
		d.columnOf[row] = nobody
	}
	for column := len(d.table) - 1; column >= 0; column-- {
		cheapest := 0
		for row := range d.table {
			if d.table[row][column] > d.table[cheapest][column] {
				cheapest = row
			}
		}
		d.price[column], d.rowOf[column] = -d.table[cheapest][column], nobody
		if won[cheapest] == 0 {
			d.columnOf[cheapest], d.rowOf[column] = column, cheapest
		}
		won[cheapest]++
	}
	return won
}

// transfer lowers the price of a column that is all its row won, and tells which rows are free.
func (d *dense) transfer(won []int) (free []int) {
	for row, columns := range won {
		switch columns {
		case 0:
			free = append(free, row)
		case 1:
			own, least := d.columnOf[row], int64(1)<<62
			for column := range d.table {
				if column != own {
					least = min(least, d.cost(row, column))
				}
			}
			if len(d.table) > 1 {
				d.price[own] -= least
			}
		}
	}
	return free
}

// reduceRows gives each free row its cheapest column at the price at which the second is as cheap.
// Whoever had it goes next when that moved the price, else another time.
func (d *dense) reduceRows(free []int) (left []int) {
	for at := 0; at < len(free); at++ {
		row := free[at]
		first, second, least, next := d.cheapest(row)
		moved := least < next
		if moved {
			d.price[first] -= next - least
		} else if d.rowOf[first] != nobody {
			first = second
		}
		before := d.rowOf[first]
		d.columnOf[row], d.rowOf[first] = first, row
		if before == nobody {
			continue
		}
		d.columnOf[before] = nobody
		if moved {
			free[at] = before
			at--
		} else {
			left = append(left, before)
		}
	}
	return left
}

// cheapest are the two cheapest columns of a row, the same one twice when it is the only one.
func (d *dense) cheapest(row int) (first, second int, least, next int64) {
	least, next = d.cost(row, 0), int64(1)<<62
	for column := 1; column < len(d.table); column++ {
		switch cost := d.cost(row, column); {
		case cost < least:
			first, second, least, next = column, first, cost, least
		case cost < next:
			second, next = column, cost
		}
	}
	return first, second, least, next
}

// augment gives each row that is still free a column, by a shortest way from it.
func (d *dense) augment(free []int) {
	side := len(d.table)
	distance, from, open := make([]int64, side), make([]int, side), make([]int, side)
	for _, row := range free {
		nearest := 0
		for column := range side {
			distance[column], from[column], open[column] = d.cost(row, column), row, column
			if distance[column] < distance[nearest] {
				nearest = column
			}
		}
		waiting := open
		at := nearest // where it stands among those that wait
		for d.rowOf[waiting[at]] != nobody {
			passed := waiting[at]
			waiting[at], waiting[0] = waiting[0], passed
			waiting = waiting[1:]
			at = d.goOn(passed, waiting, distance, from)
		}
		end := waiting[at]
		for _, column := range open[:side-len(waiting)] {
			d.price[column] += distance[column] - distance[end]
		}
		for column := end; ; {
			mover := from[column]
			d.rowOf[column] = mover
			d.columnOf[mover], column = column, d.columnOf[mover]
			if mover == row {
				break
			}
		}
	}
}

// goOn shortens the ways to the columns that wait by those through the row that has a column, and
// returns where the nearest stands; of two as near one that nobody has.
func (d *dense) goOn(passed int, waiting []int, distance []int64, from []int) (nearest int) {
	row := d.rowOf[passed]
	scores, base := d.table[row], distance[passed]-d.cost(row, passed)
	for at, column := range waiting {
		if way := base - scores[column] - d.price[column]; way < distance[column] {
			distance[column], from[column] = way, row
		}
		best := waiting[nearest]
		if distance[column] < distance[best] || distance[column] == distance[best] && d.rowOf[column] == nobody {
			nearest = at
		}
	}
	return nearest
}
